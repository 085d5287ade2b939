import { expect, it } from "vitest";
import { readPagePatterns } from "./build-manifests";

it("knows the addresses of pages by Next.js's list of them", () => {
  const paths = [
    "/page",
    "/claims/page",
    "/claims/[sessionId]/page",
    "/(desk)/inbox/page",
    "/@side/x/page",
    "/docs/[...all]/page",
  ];
  const others = ["/_not-found/page", "/_global-error/page", "/execute/route", "/api/v1/openapi.json/route"];
  const patterns = readPagePatterns(Object.fromEntries([...paths, ...others].map((path) => [path, "file.js"])));
  expect(patterns).toHaveLength(paths.length);
  const isPage = (path: string) => patterns.some((pattern) => pattern.test(path));
  for (const path of ["/", "/claims", "/claims/", "/claims/7", "/inbox", "/x", "/docs/a/b"])
    expect(isPage(path), path).toBe(true);
  for (const path of ["/nothing", "/claims/7/8", "/_not-found", "/execute", "/docs", "/claimsX"]) {
    expect(isPage(path), path).toBe(false);
  }
});
