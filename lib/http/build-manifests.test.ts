import { expect, it } from "vitest";
import { addressesOf, matchAddress } from "./build-manifests";

it("reads the addresses of pages from the manifests of Next.js", () => {
  const pages = ["/page", "/claims/page", "/claims/[sessionId]/page", "app/(desk)/inbox/page", "app/@side/x/page"];
  const others = ["/_not-found/page", "app/_global-error/page", "/execute/route", "/api/v1/openapi.json/route"];
  const addresses = addressesOf([...pages, "/claims/new/page", "/docs/[...all]/page", ...others]);
  expect(addresses).toEqual(["", "/claims", "/claims/[sessionId]", "/inbox", "/x", "/claims/new", "/docs/[...all]"]);
  for (const [path, address] of [
    ["/", ""],
    ["/claims", "/claims"],
    ["/claims/", "/claims"],
    ["/claims/7", "/claims/[sessionId]"],
    ["/claims/new", "/claims/new"],
    ["/docs/a/b", "/docs/[...all]"],
  ] as const) {
    expect(matchAddress(addresses, path), path).toBe(address);
  }
  for (const path of ["/nothing", "/claims/7/8", "/_not-found", "/execute", "/docs", "/claimsX", "/app/x"]) {
    expect(matchAddress(addresses, path), path).toBeUndefined();
  }
});
