import { expect, test } from "vitest";
import { connectionError, HttpRequestError } from "./http-error";

const withCode = (code: string, message = "GET https://user:secret@host/ failed") =>
  Object.assign(new Error(message), { code });

test.each([
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "http_certificate", false],
  ["CERT_HAS_EXPIRED", "http_certificate", false],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "http_certificate", false],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "http_certificate", false],
  ["ENOTFOUND", "http_unreachable", true],
  ["EAI_AGAIN", "http_unreachable", true],
  ["ECONNREFUSED", "http_unreachable", true],
  ["UND_ERR_SOCKET", "http_unreachable", true],
  ["UND_ERR_HEADERS_OVERFLOW", "http_too_large", false],
])("%s is %s, and may be tried again: %s", (code, expected, retryable) => {
  for (const error of [withCode(code), new TypeError("fetch failed", { cause: withCode(code) })])
    expect(connectionError(error, "host")).toMatchObject({ code: expected, retryable });
});

test("the words of a library are not passed on: they may contain a part of the request", () => {
  for (const code of ["ECONNRESET", "a strange code", ""]) {
    const { message, cause } = connectionError(withCode(code), "host");
    expect(message).toMatch(/^The connection to “host” failed( \(ECONNRESET\))?\.$/);
    expect(cause).toBeUndefined();
  }
  expect(connectionError("a text", "host").message).toBe("The connection to “host” failed.");
});

test("an error of ours inside one of a library is passed on", () => {
  const own = new HttpRequestError("address_refused", "no");
  expect(connectionError(own, "host")).toBe(own);
  expect(connectionError(new Error("x", { cause: own }), "host")).toBe(own);
  expect(connectionError(new AggregateError([withCode("ECONNREFUSED"), own]), "host")).toBe(own);
});
