import { describe, expect, it } from "vitest";
import { bodyLimitOf, fileBody, isEventStream, isExempt, readTarget, resolvePath, smallBody } from "./request-limits";

const signedIn = { cookie: "theme=dark; next-auth.session-token=x" };

describe("the limit of a body", () => {
  it("is 64 KB, and 10 MB where files are taken", () => {
    expect(smallBody.maxBytes).toBe(65_536);
    expect(fileBody.maxBytes).toBe(10_485_760);
    for (const path of ["/execute", "/api/chat", "/", "", "/api/v1/documentsX", "/api/v1/workflows/importer"]) {
      expect(bodyLimitOf(path, signedIn), path).toBe(smallBody);
    }
    for (const path of [
      "/api/v1/workflows/import",
      "/api/v1/documents",
      "/api/v1/documents/7",
      "/api/v1/attachments",
    ]) {
      expect(bodyLimitOf(path, signedIn), path).toBe(fileBody);
    }
  });

  it("is larger only for a request with credentials", () => {
    const given = [
      { authorization: "Bearer x" },
      { cookie: "__Secure-next-auth.session-token=x" },
      { cookie: "a=b; next-auth.session-token.0=x" },
    ];
    for (const headers of given) expect(bodyLimitOf("/api/v1/documents", headers)).toBe(fileBody);
    for (const headers of [{}, { cookie: "" }, { cookie: "xnext-auth.session-token=x" }, { cookie: "theme=dark" }]) {
      expect(() => bodyLimitOf("/api/v1/documents", headers)).toThrow(
        expect.objectContaining({ code: "unauthenticated" }),
      );
    }
  });
});

describe("a request target", () => {
  it("is a path, also when the whole address was sent", () => {
    for (const target of ["/", "/a?b=1", "//a", "/%E0"]) expect(readTarget(target)).toBe(target);
    expect(readTarget("http://evil.example/a//b?c=1#d")).toBe("/a//b?c=1");
    expect(readTarget("HTTPS://x")).toBe("/");
  });

  it("is refused when it is no path", () => {
    for (const target of [undefined, "", "*", "a/b", "?a", "http://[/", "ftp://x/y", "x:443"]) {
      expect(() => readTarget(target), target).toThrow(expect.objectContaining({ code: "malformed" }));
    }
  });
});

describe("a path", () => {
  it("is what a router resolves it to", () => {
    expect(resolvePath("/api/chat?x=1")).toBe("/api/chat");
    expect(resolvePath("/_next/static/../../execute")).toBe("/execute");
    expect(resolvePath("/_next/static/%2e%2E/..\\execute")).toBe("/execute");
    for (const target of [undefined, "", "*", "http://evil.example/health", "//[", "///"]) {
      expect(resolvePath(target), target).toBe("");
    }
  });

  it("takes no place only for built files and the health check, and only when it is read", () => {
    for (const path of ["/health", "/_next/static/chunks/a.js"]) {
      expect([isExempt("GET", path), isExempt("HEAD", path), isExempt("POST", path)]).toEqual([true, true, false]);
    }
    for (const path of ["", "/", "/healthy", "/_next/image", "/api/events"]) expect(isExempt("GET", path)).toBe(false);
    expect(isEventStream("GET", "/api/events")).toBe(true);
    expect(isEventStream("POST", "/api/events")).toBe(false);
  });
});
