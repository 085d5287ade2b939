import fc from "fast-check";
import { expect, it } from "vitest";
import { findLocalPath, localPath } from "./local-path";

const ours = "https://claims.example";
const paths = ["/", "/claims", "/inbox?tab=mine&q=a%20b", "/claims/1?change=1#facts", "/a//b", "/?from=//evil.example"];

it("keeps the paths of this site", () => {
  for (const path of paths) expect(localPath(path)).toBe(path);
  expect(localPath("/a/../b")).toBe("/b");
});

it("takes a whole address of this site by its path", () => {
  for (const path of paths) expect(localPath(`${ours}${path}`, ours)).toBe(path);
  expect(localPath("https://someone@claims.example/claims", ours)).toBe("/claims");
  expect(localPath("http://claims.example/claims", ours)).toBe("/");
  expect(localPath("https://claims.example:8443/claims", ours)).toBe("/");
});

it("leads nowhere else, however the address is written", () => {
  const targets = [
    ...["/..//evil.example/x", "/.//evil.example", "/x/../..//evil.example", "//evil.example", "///evil.example"],
    ...["/%2e%2e//evil.example", "/%2e//evil.example", "/.%2e//evil.example"],
    ...["\\\\evil.example", "/\\evil.example", "\\/evil.example", "/..\\/evil.example", "/.\\\\evil.example"],
    ...["/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "/\r\n/evil.example"],
    ...["https://evil.example", "http:evil.example", "http:/evil.example", "HTTPS://evil.example"],
    ...["https://claims.example@evil.example", "https://claims.example.evil.example", "https://claims.example:8.evil"],
    ...["//evil。example", "/..//evil。example", "//ⓔvil.example", "http://127.0.0.1:4122.evil.example", "http://["],
    ...[
      "javascript:alert(1)",
      "data:text/html,x",
      "blob:https://claims.example/1",
      "file:///etc/passwd",
      "about:blank",
    ],
  ];
  for (const target of targets) expect(findLocalPath(target, ours), target).toBeNull();
  for (const target of [undefined, null, 7, ["/claims"], { toString: () => "/claims" }, `/${"a".repeat(2_000)}`]) {
    expect(localPath(target, ours)).toBe("/");
  }
});

it("gives, for any text, a path that stays on this site when a browser resolves it", () => {
  const pieces = [
    ...["/", "\\", ".", "..", "//", "/..", "/.", "%2e", "%2f", "%5c", "\t", "\n", "\r", " ", "\u0000", "。", "@", ":"],
    ...["evil.example", "claims.example", "https:", "http://", "javascript:", "?", "#", "a", "[", "80", "\u200b", "é"],
  ];
  const hostile = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string(), fc.webUrl()), (target) => {
      const path = localPath(target, ours);
      expect(path).toMatch(/^\/(?![/\\])/);
      for (const page of [`${ours}/`, `${ours}/sign-in?from=x`, `${ours}/a/b`]) {
        expect(new URL(path, page).href).toBe(`${ours}${path}`);
      }
      expect(localPath(path, ours)).toBe(path);
    }),
    { numRuns: 5_000 },
  );
});
