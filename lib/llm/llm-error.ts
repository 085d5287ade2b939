import { APICallError, NoObjectGeneratedError, RetryError, StreamProviderError } from "ai";

/** Why a model call gave nothing. */
export type LlmErrorReason =
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "bad_output"
  | "bad_credentials"
  | "unknown_model"
  | "aborted";

const sentences: Record<LlmErrorReason, string> = {
  rate_limited: "The model's server asks to slow down",
  unavailable: "The model's server does not answer as it should",
  timeout: "The model took too long",
  bad_output: "The model's answer could not be read",
  bad_credentials: "The model's server refuses the key",
  unknown_model: "The model's server does not know the model",
  aborted: "The call was stopped",
};

/** A model call that failed as a whole; there is never half a value. The provider's own error is the cause. */
export class LlmError extends Error {
  readonly reason: LlmErrorReason;
  /** What the engine records and reads: a key or a model name is not mended by trying again. */
  readonly code: `llm_${LlmErrorReason}`;
  readonly retryable: boolean;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;

  constructor(reason: LlmErrorReason, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    // One line for logs and the staff view; the whole story is the cause.
    const detail =
      options.cause instanceof Error ? `: ${options.cause.message.replace(/\s+/g, " ").slice(0, 300)}` : "";
    super(`${sentences[reason]}${detail}`, { cause: options.cause });
    this.name = "LlmError";
    this.reason = reason;
    this.code = `llm_${reason}`;
    this.retryable = reason !== "bad_credentials" && reason !== "unknown_model";
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

/** What a call's failure means. Who stopped it is known to the caller only, so it says so. */
export function toLlmError(error: unknown, stoppedBy?: "caller" | "timeout"): LlmError {
  if (error instanceof LlmError) return error;
  if (stoppedBy) return new LlmError(stoppedBy === "caller" ? "aborted" : "timeout", { cause: error });
  // After its retries the SDK wraps the errors of all attempts; the last one counts.
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (NoObjectGeneratedError.isInstance(cause)) return new LlmError("bad_output", { cause });
  if (cause instanceof DOMException && cause.name === "TimeoutError") return new LlmError("timeout", { cause });
  if (APICallError.isInstance(cause) || StreamProviderError.isInstance(cause)) {
    const reason = reasonOf(cause.statusCode, cause.message);
    const retryAfterMs = APICallError.isInstance(cause) ? retryAfter(cause.responseHeaders) : undefined;
    return new LlmError(reason, { cause, retryAfterMs });
  }
  return new LlmError("unavailable", { cause });
}

function reasonOf(status: number | undefined, message: string): LlmErrorReason {
  if (status === 429) return "rate_limited";
  // 402: OpenRouter's "no credits left" is solved where the key is.
  if (status === 401 || status === 402 || status === 403) return "bad_credentials";
  if (status === 404) return "unknown_model";
  if (
    status === 400 &&
    /model/i.test(message) &&
    /not a valid|not found|does not exist|unknown|invalid/i.test(message)
  ) {
    return "unknown_model";
  }
  return "unavailable";
}

function retryAfter(headers: Record<string, string> | undefined): number | undefined {
  const value = headers?.["retry-after"];
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
