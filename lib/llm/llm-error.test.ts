import { APICallError } from "ai";
import { expect, it, vi } from "vitest";
import { LlmError, toLlmError } from "./llm-error";

const refusal = (statusCode: number, message: string, responseHeaders?: Record<string, string>) =>
  new APICallError({ message, url: "http://model", requestBodyValues: {}, statusCode, responseHeaders });

it.each([
  [429, "slow down", "rate_limited"],
  [401, "bad key", "bad_credentials"],
  [402, "no credits", "bad_credentials"],
  [404, "no such model", "unknown_model"],
  [404, "not here", "no_api"],
  [400, "maximum context length is 4096", "context_exceeded"],
  [400, "the prompt is too long", "context_exceeded"],
  [413, "too large", "context_exceeded"],
  [500, "response_format is not supported", "unsupported_format"],
  [400, "model x is not a valid name", "unknown_model"],
  [400, "no", "refused"],
  [503, "busy", "unavailable"],
])("reads %i %j as %s", (status, message, reason) => expect(toLlmError(refusal(status, message)).reason).toBe(reason));

it("knows which failures a retry may mend", () => {
  expect([new LlmError("unavailable"), new LlmError("bad_credentials")].map(({ retryable }) => retryable)).toEqual([
    true,
    false,
  ]);
  expect(new LlmError("timeout").slowRetry).toEqual({ everyMs: 600_000, times: 72 });
  expect(new LlmError("bad_output").slowRetry).toBeUndefined();
});

it("does not repeat the key that a server has refused", () => {
  vi.stubEnv("LLM_API_KEY", "sk-secret/of+mine");
  for (const key of ["sk-secret/of+mine", "sk-secret\\/of\\u002bmine"]) {
    const { message } = toLlmError(refusal(401, `Incorrect key: ${key}, ask anew`));
    expect(message).toBe("The model's server refuses the key: Incorrect key: •••, ask anew");
  }
  const cut = toLlmError(refusal(401, `${"x".repeat(295)} sk-secret/of+mine`)).message;
  expect(cut).not.toContain("sk-");
  vi.unstubAllEnvs();
});

it("reads how long to wait, and ignores what is not a time", () => {
  const wait = (value: string) => toLlmError(refusal(429, "wait", { "retry-after": value })).retryAfterMs;
  expect([wait("2"), wait("soon")]).toEqual([2_000, undefined]);
  expect(toLlmError(refusal(429, "wait", { "retry-after-ms": "150" })).retryAfterMs).toBe(150);
});

it("tells an abort of the caller from a timeout, and keeps an LlmError", () => {
  const abort = new DOMException("stopped", "AbortError");
  expect(toLlmError(abort, "caller").reason).toBe("aborted");
  expect(toLlmError(abort, "timeout").reason).toBe("timeout");
  const error = new LlmError("refused");
  expect(toLlmError(error)).toBe(error);
});

it("has a message of one line with at most 300 characters of the cause", () => {
  const { message, cause } = toLlmError(refusal(503, `a\n${"b".repeat(5_000)}`));
  expect(message).not.toContain("\n");
  expect(message.length).toBeLessThan(400);
  expect(cause).toBeInstanceOf(Error);
});
