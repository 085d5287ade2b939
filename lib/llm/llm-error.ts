import { APICallError, NoObjectGeneratedError, RetryError, StreamProviderError } from "ai";
import { env } from "@/lib/env";
import { maskFor } from "@/lib/secrets/mask-secrets";

/** The reasons of a failed model call, each with its sentence for logs and staff. */
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

/** Reasons that only an operator can remove: a retry fails in the same way. */
const permanent = new Set<LlmErrorReason>([
  "no_api",
  "unknown_model",
  "bad_credentials",
  "context_exceeded",
  "unsupported_format",
  "refused",
]);
/** Reasons that end without an operator. Such calls are retried every 10 minutes for 12 hours. */
const outages = new Set<LlmErrorReason>(["rate_limited", "unavailable", "timeout"]);
const slowRetry = { everyMs: 600_000, times: 72 };

/** The tokens of a failed call, as steps record them. */
interface LlmUsage {
  modelId?: string;
  inputTokens?: number;
  outputTokens?: number;
}

/** A failed model call. Its cause is the provider's error. */
export class LlmError extends Error {
  readonly reason: LlmErrorReason;
  /** The code that the engine records. */
  readonly code: `llm_${LlmErrorReason}`;
  readonly retryable: boolean;
  /** The wait that the server asks for, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The engine retries at this interval after the attempts of the task. */
  readonly slowRetry?: { everyMs: number; times: number };
  /** The model, and the tokens of its invalid answers. */
  usage?: LlmUsage;

  constructor(reason: LlmErrorReason, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    // One line for logs and the staff view. The cause has the details.
    const detail = options.cause instanceof Error ? `: ${quoted(options.cause.message)}` : "";
    super(`${sentences[reason]}${detail}`, { cause: options.cause });
    this.name = "LlmError";
    this.reason = reason;
    this.code = `llm_${reason}`;
    this.retryable = !permanent.has(reason);
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    if (outages.has(reason)) this.slowRetry = slowRetry;
  }

  /** Whether the server failed, and not only one request. */
  get isOfServer(): boolean {
    return !["bad_output", "context_exceeded", "aborted"].includes(this.reason);
  }
}

/** The beginning of a server's words on one line. Servers repeat the key that they refuse. */
const quoted = (words: string): string =>
  maskFor([env.OPENROUTER_API_KEY ?? "", env.LLM_API_KEY ?? ""])
    .text(words.slice(0, 10_000))
    .replace(/\s+/g, " ")
    .slice(0, 300);

/** Makes an LlmError of any error of a call. `stoppedBy` tells who aborted it, which the error does not. */
export function toLlmError(error: unknown, stoppedBy?: "caller" | "timeout"): LlmError {
  if (stoppedBy) return new LlmError(stoppedBy === "caller" ? "aborted" : "timeout", { cause: error });
  if (error instanceof LlmError) return error;
  // The SDK wraps the errors of all attempts; the last one counts.
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

/** Servers use different texts for the same failure: the status counts first, then the text. */
function reasonOf(status: number | undefined, words: string): LlmErrorReason {
  if (status === 429) return "rate_limited";
  // 402: OpenRouter has no credits left for this key.
  if (status === 401 || status === 402 || status === 403) return "bad_credentials";
  if (status === 404) return aboutModel.test(words) ? "unknown_model" : "no_api";
  if (status === 405) return "no_api";
  // llama.cpp answers some invalid requests with 500.
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
