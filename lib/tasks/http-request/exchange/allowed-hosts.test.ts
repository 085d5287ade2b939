import { afterEach, describe, expect, test, vi } from "vitest";
import { accessTo } from "./allowed-hosts";

afterEach(() => vi.unstubAllEnvs());

function allow(hosts: string, privateHosts = ""): void {
  vi.stubEnv("HTTP_ALLOWED_HOSTS", hosts);
  vi.stubEnv("HTTP_ALLOWED_PRIVATE_HOSTS", privateHosts);
}
const access = (url: string) => accessTo(new URL(url));

test("nothing is allowed by default", () => {
  allow("");
  expect(access("https://api.example.com/")).toBe("none");
});

describe("with some hosts", () => {
  const list = "api.example.com, *.example.org, http://10.0.0.5:8080,other.example.com:8443, [2606:4700::1]";

  test.each([
    "https://api.example.com/x",
    "https://API.example.com:443/",
    "https://a.example.org/",
    "https://a.b.example.org/",
    "http://10.0.0.5:8080/x",
    "https://other.example.com:8443/",
    "https://[2606:4700::1]/",
  ])("%s is allowed", (url) => {
    allow(list);
    expect(access(url)).toBe("public");
  });

  test.each([
    "http://api.example.com/",
    "https://api.example.com:8443/",
    "https://api.example.com.evil.com/",
    "https://evil-api.example.com/",
    "https://api.example.com./",
    "https://example.org/",
    "https://evilexample.org/",
    "https://10.0.0.5:8080/",
    "http://10.0.0.5/",
    "https://other.example.com/",
    "https://api.example.com@evil.com/",
  ])("%s is not", (url) => {
    allow(list);
    expect(access(url)).toBe("none");
  });
});

test("a host may be private when both lists name it", () => {
  allow("intranet.example.com", "intranet.example.com, other.example.com");
  expect(access("https://intranet.example.com/")).toBe("private");
  expect(access("https://other.example.com/")).toBe("none");
});

test.each(["https://a b", "user@host", "host/path", "https://*", "a?b"])("“%s” is not an entry of a list", (entry) => {
  allow(entry);
  expect(() => access("https://api.example.com/")).toThrow("HTTP_ALLOWED_HOSTS must be hosts");
});
