import { afterEach, describe, expect, it, vi } from "vitest";
import { requireActionOrigin, requireOwnOrigin } from "./same-origin";

afterEach(() => vi.unstubAllEnvs());

const isRefused = (check: (headers: Headers) => void, headers: Record<string, string>): boolean => {
  try {
    check(new Headers({ host: "claims.example", ...headers }));
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: "forbidden" });
    return true;
  }
};

describe("a request of our own pages", () => {
  it("names the host that the browser called, by a trusted proxy's word where there is one", () => {
    for (const check of [requireOwnOrigin, requireActionOrigin]) {
      expect(isRefused(check, { origin: "https://claims.example" })).toBe(false);
      expect(isRefused(check, { origin: "https://public.example", "x-forwarded-host": "public.example, b" })).toBe(
        false,
      );
      expect(isRefused(check, { origin: "https://claims.example", "x-forwarded-host": "public.example" })).toBe(true);
      for (const origin of ["https://evil.example", "null", "x", "http://["]) {
        expect(isRefused(check, { origin }), origin).toBe(true);
      }
    }
  });

  it("that calls an action names no other origin beside the browser's word on the site", () => {
    const site = { "sec-fetch-site": "same-origin" };
    expect(isRefused(requireActionOrigin, site)).toBe(false);
    expect(isRefused(requireActionOrigin, { ...site, origin: "https://claims.example" })).toBe(false);
    for (const origin of ["null", "garbage", "http://", "http://x:99999", "https://evil.example", ""]) {
      expect(isRefused(requireActionOrigin, { ...site, origin }), origin).toBe(true);
    }
  });
});
