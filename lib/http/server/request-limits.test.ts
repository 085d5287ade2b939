import { describe, expect, it } from "vitest";
import { maxDraftBytes } from "@/lib/workflows/schema";
import {
  draftBody,
  fileBody,
  isEventStream,
  isExempt,
  largeBodyOf,
  readTarget,
  resolvePath,
  smallBody,
} from "./request-limits";

describe("a path that takes files", () => {
  it("names who may send one", () => {
    for (const path of ["/execute", "/api/chat", "/", "", "/api/v1/documents/7/cut"]) {
      expect(largeBodyOf(path), path).toBeNull();
    }
    for (const path of ["/api/v1/workflows/importer", "/api/v1/workflows/import/7", "/api/v1/attachments"]) {
      expect(largeBodyOf(path), path).toBeNull();
    }
    for (const path of ["/api/v1/workflows/import", "/api/v1/workflows/import/"]) {
      expect(largeBodyOf(path), path).toEqual({ sender: "designer", limit: fileBody });
    }
    for (const path of ["/api/v1/collections/terms/documents", "/api/v1/collections/a/documents/"]) {
      expect(largeBodyOf(path), path).toEqual({ sender: "designer_or_admin", limit: fileBody });
    }
    for (const path of [
      "/api/v1/collections",
      "/api/v1/collections/a/b/documents",
      "/api/v1/collections/a/embedding",
    ]) {
      expect(largeBodyOf(path), path).toBeNull();
    }
  });

  it("takes 2 MB of a workflow that is edited, from a designer", () => {
    for (const path of [
      "/api/v1/workflows/claims/draft",
      "/api/v1/workflows/a-1/layout",
      "/api/v1/workflows/a-1/test-run",
      "/api/v1/workflows/a/draft/",
    ]) {
      expect(largeBodyOf(path), path).toEqual({ sender: "designer", limit: draftBody });
    }
    for (const path of ["/api/v1/workflows", "/api/v1/workflows/draft", "/api/v1/workflows/a/b/draft", "/x/a/draft"]) {
      expect(largeBodyOf(path), path).toBeNull();
    }
    expect(draftBody.maxBytes).toBe(maxDraftBytes);
  });

  it("takes 10 MB, others 64 KB", () => {
    expect(smallBody.maxBytes).toBe(65_536);
    expect(fileBody.maxBytes).toBe(10_485_760);
  });
});

describe("a request target", () => {
  it("is a path, also when the whole address was sent", () => {
    for (const target of ["/", "/a?b=1", "//a", "/%E0"]) expect(readTarget(target)).toBe(target);
    expect(readTarget("http://evil.example/a//b?c=1#d")).toBe("/a//b?c=1");
    expect(readTarget("HTTPS://x")).toBe("/");
  });

  it("is refused when it is not a path", () => {
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

  it("is exempt from the queue only for reads of built files and of the health check", () => {
    for (const path of ["/health", "/_next/static/chunks/a.js"]) {
      expect([isExempt("GET", path), isExempt("HEAD", path), isExempt("POST", path)]).toEqual([true, true, false]);
    }
    for (const path of ["", "/", "/healthy", "/_next/image", "/api/events"]) expect(isExempt("GET", path)).toBe(false);
    expect(isEventStream("GET", "/api/events")).toBe(true);
    expect(isEventStream("POST", "/api/events")).toBe(false);
  });
});
