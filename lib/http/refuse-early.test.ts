import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { earlyAnswer, isPage, refuseEarly, routeMethods } from "@/lib/http/refuse-early";

const refusal = (method: string, at: string) => refuseEarly({ method, path: at });
const id = "0198f0b4-0000-7000-8000-000000000000";

it("knows the methods of every route handler", () => {
  const handlers = readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "route.ts")
    .map((entry) => path.posix.join(entry.parentPath.split(path.sep).join("/"), entry.name));
  const found = handlers.map((file) => {
    const source = readFileSync(file, "utf8");
    const declared = source.matchAll(/^export (?:const|(?:async )?function) ([A-Z]+)\b/gm);
    const renamed = source.matchAll(/\bas ([A-Z]+)\b/g);
    return [file.replace(/^app|\/route\.ts$/g, ""), [...declared, ...renamed].map(([, method]) => method).sort()];
  });
  expect(routeMethods).toEqual(Object.fromEntries(found));
});

describe("a request is refused early", () => {
  it("when its address is not encoded correctly", () => {
    for (const at of ["/session/%E0%A4%A", "/claims/%", "/%zz", "/api/v1/reviews/%C0%AF/decision", "/%ED%A0%80"]) {
      expect(refusal("GET", at), at).toMatchObject({ code: "malformed", status: 400 });
    }
    for (const at of ["/claims/%E0%A4%A4", "/%00", "/a%20b"]) expect(refusal("GET", at), at).toBeNull();
  });

  it("when its path does not have the method, with the allowed methods", () => {
    for (const method of ["TRACE", "PUT", "PATCH", "DELETE", "FOO", "OPTIONS"]) {
      for (const page of ["/", "/sign-in", `/claims/${id}`, "/nothing"]) {
        expect(refusal(method, page)).toMatchObject({ status: 405, options: { allow: ["GET", "HEAD", "POST"] } });
      }
    }
    expect(refusal("GET", "/execute")).toMatchObject({ status: 405, options: { allow: ["POST", "OPTIONS"] } });
    expect(refusal("POST", `/session/${id}`)).toMatchObject({ options: { allow: ["GET", "HEAD", "OPTIONS"] } });
    expect(refusal("TRACE", "/api/auth/callback/credentials")).toMatchObject({ status: 405 });
    expect(refusal("PUT", `/api/v1/reviews/${id}/decision/`)).toMatchObject({ status: 405 });
  });

  it("when it does not read a file", () => {
    for (const at of ["/icon.svg", "/readme/claim.png", "/_next/static/a.js", "/_next/image", "/_next/data/x/y.json"]) {
      expect(refusal("GET", at), at).toBeNull();
      expect(refusal("POST", at), at).toMatchObject({ status: 405, options: { allow: ["GET", "HEAD"] } });
      expect(isPage(at), at).toBe(false);
    }
    expect(refusal("POST", "/a.b/c")).toBeNull();
  });

  it("when it requests an error page by name", () => {
    for (const at of ["/_global-error", "/_error", "/_not-found", "/_error/"]) {
      expect(refusal("GET", at), at).toMatchObject({ status: 404 });
    }
    expect(refusal("GET", "/_errors")).toBeNull();
  });

  it("when no route below /api matches it", () => {
    for (const at of [
      "/api",
      "/api/",
      "/api/auth",
      "/api/v1",
      "/api/v2/reviews",
      "/api/__proto__",
      "/api/v1/openapiXjson",
    ]) {
      expect(refusal("GET", at), at).toMatchObject({ code: "not_found", status: 404 });
    }
  });

  it("and not otherwise", () => {
    for (const [method, at] of [
      ["GET", "/"],
      ["HEAD", "/health"],
      ["POST", "/claims"],
      ["POST", "/execute"],
      ["OPTIONS", "/execute"],
      ["GET", `/session/${id}`],
      ["GET", "/apiary"],
      ["POST", "/api/auth/signin/oidc"],
    ] as const) {
      expect(refusal(method, at), at).toBeNull();
    }
  });
});

it("tells pages from routes", () => {
  expect(["/", "/claims", "/session", "/nothing"].filter(isPage)).toHaveLength(4);
  expect(["/execute", "/api/chat", "/api/nothing", `/session/${id}`, "/health"].filter(isPage)).toEqual([]);
});

it("is answered with a problem document, and with a page for a navigation", () => {
  const refused = new AppError("method_not_allowed", { allow: ["GET", "HEAD"] });
  const problem = earlyAnswer(refused, "*/*");
  expect(problem).toMatchObject({
    status: 405,
    headers: { allow: "GET, HEAD", "content-type": "application/problem+json" },
  });
  expect(JSON.parse(problem.body)).toMatchObject({ code: "method_not_allowed", status: 405 });
  const page = earlyAnswer(refused, "text/html,application/xhtml+xml");
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.body).toContain("<h1>This method is not allowed here</h1>");
});
