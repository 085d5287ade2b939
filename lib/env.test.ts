import { afterEach, describe, expect, it, vi } from "vitest";
import { checkEnv, env } from "@/lib/env";

afterEach(() => vi.unstubAllEnvs());

describe("env", () => {
  it("falls back to the default when a variable is unset or empty", () => {
    vi.stubEnv("PORT", "");
    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("DEMO", undefined);
    expect(env.PORT).toBe(3000);
    expect(env.DATABASE_URL).toBeUndefined();
    expect(env.DEMO).toBe(false);
  });

  it("gives numbers and booleans, not their text", () => {
    vi.stubEnv("PORT", "4100");
    vi.stubEnv("DEMO", "1");
    expect(env.PORT).toBe(4100);
    expect(env.DEMO).toBe(true);
  });

  it.each([
    ["PORT", "eighty", "PORT must be a port number"],
    ["PORT", "70000", "PORT "],
    ["DATABASE_URL", "mysql://secret@host/db", "DATABASE_URL must look like postgresql://"],
    ["DATABASE_OWNER_URL", "secret", "DATABASE_OWNER_URL must look like postgresql://"],
    [
      "DATABASE_URL",
      "postgresql://secret@h/d?schema=a%22b",
      "DATABASE_URL must name a ?schema= without quotation marks",
    ],
    ["NEXTAUTH_SECRET", "short", "NEXTAUTH_SECRET must have at least 16 characters"],
    ["LLM_BASE_URL", "localhost:11434", "LLM_BASE_URL must be an http(s) address"],
    ["DEMO", "maybe", "DEMO must be 1 or 0"],
  ])("refuses %s=%s in one line that names it and keeps its value back", (name, value, message) => {
    vi.stubEnv(name, value);
    const error = (() => {
      try {
        checkEnv();
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    expect(error?.message).toContain(message);
    expect(error?.message).not.toContain("\n");
    expect(error?.message).not.toContain(value);
  });
});
