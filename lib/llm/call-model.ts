import type { JSONSchema7 } from "@ai-sdk/provider";
import { APICallError, jsonSchema, Output, streamText, wrapLanguageModel } from "ai";
import { shapeOf } from "./answers/describe-schema";
import { type Capabilities, capabilitiesMiddleware } from "./answers/response-format";
import type { ModelMessage } from "./fit-prompt";
import { LlmError, toLlmError } from "./llm-error";
import type { ChosenModel } from "./model";

/** One request to a model. */
export interface ModelRequest {
  chosen: ChosenModel;
  capabilities: Capabilities;
  instructions: string;
  messages: ModelMessage[];
  /** The name of the answer that providers get ("facts"). */
  name: string;
  schema: JSONSchema7;
  maxOutputTokens: number;
}

export interface CallOptions {
  /** Aborted when the caller stops waiting or the deadline passes. */
  signal: AbortSignal;
  /** The deadline in milliseconds since 1970. */
  deadline: number;
  /** The longest time without data: until the first part of the answer, and between two parts. Milliseconds. */
  idleTimeout: { firstMs: number; betweenMs: number };
  /** Gets the whole text that has arrived so far. */
  onText: (text: string) => Promise<void>;
}

export interface ModelAnswer {
  text: string;
  /** The answer reached its token limit before its end. */
  isTruncated: boolean;
  inputTokens: number;
  outputTokens: number;
}

const maxAttempts = 3;
const firstDelayMs = 1_000;

/**
 * Asks the model. A request that a busy or unavailable server refused is sent up to three times within the deadline.
 * Throws LlmError. An answer whose stream breaks off is an error.
 */
export async function callModel(request: ModelRequest, options: CallOptions): Promise<ModelAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(request, options);
    } catch (error) {
      const failure = toLlmError(error);
      const isTransient = failure.reason === "rate_limited" || failure.reason === "unavailable";
      // An answer that has started (200) is not asked for again: the caller has already shown its text.
      const { cause } = failure;
      const wasRefused = APICallError.isInstance(cause) && cause.isRetryable && cause.statusCode !== 200;
      const delayMs = failure.retryAfterMs ?? firstDelayMs * 2 ** (attempt - 1);
      const isLast = attempt === maxAttempts || Date.now() + delayMs >= options.deadline;
      if (!isTransient || !wasRefused || isLast) throw failure;
      await delay(delayMs, options.signal);
    }
  }
}

async function ask(request: ModelRequest, { signal, idleTimeout, onText }: CallOptions): Promise<ModelAnswer> {
  const { chosen, capabilities, instructions, messages, name, maxOutputTokens } = request;
  // The demo model reads the descriptions in the schema.
  const limits = capabilities.format === "json_schema" ? "with_limits" : "without_limits";
  const schema = chosen.isDemo ? request.schema : shapeOf(request.schema, limits);
  const idleTimer = new IdleTimer(idleTimeout.firstMs);
  try {
    const result = streamText({
      model: wrapLanguageModel({ model: chosen.model, middleware: capabilitiesMiddleware(capabilities) }),
      instructions,
      messages,
      output: Output.object({ schema: jsonSchema(schema), name }),
      maxOutputTokens,
      temperature: 0.1,
      abortSignal: AbortSignal.any([signal, idleTimer.signal]),
      maxRetries: 0,
      // Errors are parts of the stream and handled below. The default handler prints them.
      onError: () => {},
    });
    let text = "";
    for await (const part of result.stream) {
      if (part.type === "error") throw part.error;
      if (part.type === "abort")
        throw idleTimer.signal.reason ?? new DOMException("The call was stopped", "AbortError");
      if (part.type === "text-delta" || part.type === "reasoning-delta") idleTimer.restart(idleTimeout.betweenMs);
      if (part.type === "text-delta") {
        text += part.text;
        await onText(text);
      }
      if (part.type === "finish") {
        const { inputTokens = 0, outputTokens = 0 } = part.totalUsage;
        return { text, isTruncated: part.finishReason === "length", inputTokens, outputTokens };
      }
    }
    throw new LlmError("unavailable", { cause: new Error("the stream ended before the answer did") });
  } catch (error) {
    throw idleTimer.signal.aborted ? new LlmError("timeout", { cause: idleTimer.signal.reason }) : error;
  } finally {
    idleTimer.stop();
  }
}

/** Aborts its signal when no part of an answer arrives in time. Headers alone do not restart it. */
class IdleTimer {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(firstMs: number) {
    this.restart(firstMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restart(ms: number): void {
    clearTimeout(this.#timer);
    const timeout = new DOMException(`nothing came for ${Math.round(ms / 100) / 10} s`, "TimeoutError");
    this.#timer = setTimeout(() => this.#controller.abort(timeout), ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
}
