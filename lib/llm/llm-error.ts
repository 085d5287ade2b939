import { APICallError, NoObjectGeneratedError, RetryError, StreamProviderError } from "ai";

/** Why a model call gave nothing, each with its sentence for logs and staff. */
const sentences = {
  no_api: "There is no OpenAI-compatible API at this address",
  unknown_model: "The model's server does not know the model",
  bad_credentials: "The model's server refuses the key",
  context_exceeded: "The conversation is longer than the model can read",
  unsupported_format: "The model's server takes no request of this form",
  refused: "The model's server refuses the request",
  rate_limited: "The model's server asks to slow down",
  unavailable: "The model's server does not answer as it should",
  timeout: "The model took too long",
  bad_output: "The model's answer could not be read",
  aborted: "The call was stopped",
} as const;
export type LlmErrorReason = keyof typeof sentences;

/** What only an operator can mend: another try meets the same. */
const lasting = new Set<LlmErrorReason>([
  "no_api",
  "unknown_model",
  "bad_credentials",
  "context_exceeded",
  "unsupported_format",
  "refused",
]);
/** What passes by itself, sooner or later: 10 minutes between the tries, for 12 hours. */
const outages = new Set<LlmErrorReason>(["rate_limited", "unavailable", "timeout"]);
const slowRetry = { everyMs: 600_000, times: 72 };

/** What a failed call has cost, as steps record it. */
export interface LlmUsage {
  modelId?: string;
  inputTokens?: number;
  outputTokens?: number;
}

/** A model call that failed as a whole; there is never half a value. The provider's own error is the cause. */
export class LlmError extends Error {
  readonly reason: LlmErrorReason;
  /** What the engine records and reads: a key or a model name is not mended by trying again. */
  readonly code: `llm_${LlmErrorReason}`;
  readonly retryable: boolean;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** After the task's own attempts the engine goes on at this pace. */
  readonly slowRetry?: { everyMs: number; times: number };
  /** The model that was asked, and the tokens of its answers that could not be used. */
  usage?: LlmUsage;

  constructor(reason: LlmErrorReason, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    // One line for logs and the staff view; the whole story is the cause.
    const detail =
      options.cause instanceof Error ? `: ${options.cause.message.replace(/\s+/g, " ").slice(0, 300)}` : "";
    super(`${sentences[reason]}${detail}`, { cause: options.cause });
    this.name = "LlmError";
    this.reason = reason;
    this.code = `llm_${reason}`;
    this.retryable = !lasting.has(reason);
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (outages.has(reason)) this.slowRetry = slowRetry;
  }

  /** Whether the server itself is at fault: a bad answer to one request says nothing about the next. */
  get isOfServer(): boolean {
    return !["bad_output", "context_exceeded", "aborted"].includes(this.reason);
  }
}

/** What a call's failure means. Who stopped it is known to the caller only, so it says so. */
export function toLlmError(error: unknown, stoppedBy?: "caller" | "timeout"): LlmError {
  if (stoppedBy) return new LlmError(stoppedBy === "caller" ? "aborted" : "timeout", { cause: error });
  if (error instanceof LlmError) return error;
  // After its retries the SDK wraps the errors of all attempts; the last one counts.
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  if (cause instanceof LlmError) return cause;
  if (NoObjectGeneratedError.isInstance(cause)) return new LlmError("bad_output", { cause });
  if (cause instanceof DOMException && cause.name === "TimeoutError") return new LlmError("timeout", { cause });
  if (APICallError.isInstance(cause) || StreamProviderError.isInstance(cause)) {
    const isAnswer = APICallError.isInstance(cause);
    const words = `${cause.message} ${isAnswer ? (cause.responseBody ?? "").slice(0, 2_000) : ""}`;
    const reason = reasonOf(cause.statusCode, words);
    return new LlmError(reason, { cause, retryAfterMs: isAnswer ? retryAfter(cause.responseHeaders) : undefined });
  }
  return new LlmError("unavailable", { cause });
}

const tooLong = [
  /context.{0,40}(?:length|size|window|limit)|context.{0,40}exceed/i,
  /exceed\w*.{0,40}context|too many tokens/i,
  /(?:prompt|input|request|message)s? (?:is|are) too (?:long|large)/i,
];
const aboutFormat = /response_?format|json_?(?:schema|object|mode)|structured.?output|grammar|guided/i;
const aboutModel = /\bmodel|no endpoints found/i;

/** The servers word the same things differently: the status tells them apart first, then the words. */
function reasonOf(status: number | undefined, words: string): LlmErrorReason {
  if (status === 429) return "rate_limited";
  // 402: OpenRouter's "no credits left" is solved where the key is.
  if (status === 401 || status === 402 || status === 403) return "bad_credentials";
  if (status === 404) return aboutModel.test(words) ? "unknown_model" : "no_api";
  if (status === 405) return "no_api";
  // llama.cpp answers some of these with 500.
  const isAboutRequest = status === 400 || status === 413 || status === 422 || status === 500 || status === 501;
  if (isAboutRequest && (status === 413 || tooLong.some((pattern) => pattern.test(words)))) return "context_exceeded";
  if (isAboutRequest && aboutFormat.test(words)) return "unsupported_format";
  if (status !== 400 && status !== 422) return "unavailable";
  const isUnknown = aboutModel.test(words) && /not a valid|not found|does not exist|unknown|invalid/i.test(words);
  return isUnknown ? "unknown_model" : "refused";
}

function retryAfter(headers: Record<string, string> | undefined): number | undefined {
  const inMs = headers?.["retry-after-ms"];
  if (inMs && /^\d+(\.\d+)?$/.test(inMs)) return Number(inMs);
  const value = headers?.["retry-after"];
  if (!value) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
