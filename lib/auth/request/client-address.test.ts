import { afterEach, describe, expect, it, vi } from "vitest";
import { clientAddress, isTrustedProxy, networkOf } from "./client-address";

afterEach(() => vi.unstubAllEnvs());

const from = (peer: string | undefined, forwarded?: string) =>
  clientAddress(
    new Headers({ ...(peer && { "x-graphflow-peer": peer }), ...(forwarded && { "x-forwarded-for": forwarded }) }),
  );

describe("the address of a request", () => {
  it("is its connection's, whatever the sender writes, when no proxy is trusted", () => {
    expect(from("203.0.113.9")).toBe("203.0.113.9");
    expect(from("203.0.113.9", "198.51.100.1, 127.0.0.1")).toBe("203.0.113.9");
    expect(from("::ffff:203.0.113.9", "198.51.100.1")).toBe("203.0.113.9");
  });

  it("is unknown where nothing recorded the connection, and the sender's word does not change that", () => {
    for (const peer of [undefined, "", "nonsense"]) expect(from(peer, "198.51.100.1")).toBe("unknown");
  });

  it("is the last one that the trusted proxies heard and that is not their own", () => {
    vi.stubEnv("TRUSTED_PROXIES", "10.0.0.0/8, ::1,2001:db8::/32");
    expect(from("10.1.2.3", "198.51.100.1")).toBe("198.51.100.1");
    expect(from("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9")).toBe("198.51.100.1");
    expect(from("::1", "198.51.100.1:4711")).toBe("198.51.100.1");
    expect(from("2001:db8::5", "forged, [2a00::7]:443")).toBe("2a00::7");
    expect(from("::ffff:10.1.2.3", "::ffff:198.51.100.1")).toBe("198.51.100.1");
  });

  it("is not believed from a proxy that is not trusted", () => {
    vi.stubEnv("TRUSTED_PROXIES", "10.0.0.1");
    expect(from("10.0.0.2", "198.51.100.1")).toBe("10.0.0.2");
  });

  it("is a trusted proxy's own when what it heard is not an address, or nothing", () => {
    vi.stubEnv("TRUSTED_PROXIES", "10.0.0.0/8");
    for (const forwarded of ["unknown", "198.51.100.1, <script>", "1.1.1.1,", undefined, "10.0.0.7, 10.0.0.8"]) {
      expect(from("10.0.0.9", forwarded)).toMatch(/^10\.0\.0\./);
    }
  });
});

it("counts an IPv6 address by its network", () => {
  expect(networkOf("2001:db8::1")).toBe(networkOf("2001:0DB8:0:0:ffff::2"));
  expect(networkOf("2001:db8:0:1::1")).not.toBe(networkOf("2001:db8:0:2::1"));
  expect(networkOf("::ffff:10.1.2.3")).toBe("10.1.2.3");
  expect(networkOf("unknown")).toBe("unknown");
});

it("knows a trusted proxy by its address", () => {
  expect(isTrustedProxy("127.0.0.1")).toBe(false);
  vi.stubEnv("TRUSTED_PROXIES", "10.0.0.0/8, ::1");
  for (const address of ["10.1.2.3", "::1", "::ffff:10.1.2.3"]) expect(isTrustedProxy(address), address).toBe(true);
  for (const address of ["127.0.0.1", "", "nonsense", "11.0.0.1"]) expect(isTrustedProxy(address), address).toBe(false);
});
