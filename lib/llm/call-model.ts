import type { JSONSchema7 } from "@ai-sdk/provider";
import { APICallError, jsonSchema, Output, streamText, wrapLanguageModel } from "ai";
import { shapeOf } from "./describe-schema";
import type { ModelMessage } from "./fit-prompt";
import { LlmError, toLlmError } from "./llm-error";
import type { ChosenModel } from "./model";
import { type Habits, habitsMiddleware } from "./response-format";

/** One request to a model. */
export interface ModelRequest {
  chosen: ChosenModel;
  habits: Habits;
  instructions: string;
  messages: ModelMessage[];
  /** What is generated, as providers are told ("facts"). */
  name: string;
  schema: JSONSchema7;
  maxOutputTokens: number;
}

export interface CallOptions {
  /** Aborted when no caller waits any more. */
  stopped: AbortSignal;
  /** When `stopped` is aborted by the clock, as `Date.now()` says it. */
  endsAt: number;
  /** How long nothing may come: until the first words from the request on, and between two pieces. Milliseconds. */
  silence: { firstMs: number; betweenMs: number };
  /** Everything that has come so far. */
  onText: (text: string) => Promise<void>;
}

export interface ModelAnswer {
  text: string;
  /** It ended at its limit of tokens, in the middle of something. */
  isCut: boolean;
  inputTokens: number;
  outputTokens: number;
}

const mostTries = 3;
const firstPauseMs = 1_000;

/**
 * Asks the model, up to three times when its server is busy or away for a moment and the deadline leaves room for it.
 * Throws LlmError; an answer whose stream breaks off is an error, never half a text.
 */
export async function callModel(request: ModelRequest, options: CallOptions): Promise<ModelAnswer> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask(request, options);
    } catch (error) {
      const failure = toLlmError(error);
      const isPassing = failure.reason === "rate_limited" || failure.reason === "unavailable";
      // Only a request that was refused as a whole: an answer that has begun (200) would be told twice.
      const { cause } = failure;
      const wasRefused = APICallError.isInstance(cause) && cause.isRetryable && cause.statusCode !== 200;
      const pauseMs = failure.retryAfterMs ?? firstPauseMs * 2 ** (tries - 1);
      if (!isPassing || !wasRefused || tries === mostTries || Date.now() + pauseMs >= options.endsAt) throw failure;
      await pause(pauseMs, options.stopped);
    }
  }
}

async function ask(request: ModelRequest, { stopped, silence, onText }: CallOptions): Promise<ModelAnswer> {
  const { chosen, habits, instructions, messages, name, maxOutputTokens } = request;
  // The demo model is not a server: it reads the schema's words.
  const limits = habits.format === "json_schema" ? "with_limits" : "without_limits";
  const schema = chosen.isDemo ? request.schema : shapeOf(request.schema, limits);
  const watch = new SilenceWatch(silence.firstMs);
  try {
    const result = streamText({
      model: wrapLanguageModel({ model: chosen.model, middleware: habitsMiddleware(habits) }),
      instructions,
      messages,
      output: Output.object({ schema: jsonSchema(schema), name }),
      maxOutputTokens,
      temperature: 0.1,
      abortSignal: AbortSignal.any([stopped, watch.signal]),
      maxRetries: 0,
      // Errors are parts of the stream, read below; the default would also print them.
      onError: () => {},
    });
    let text = "";
    for await (const part of result.stream) {
      if (part.type === "error") throw part.error;
      if (part.type === "abort") throw watch.signal.reason ?? new DOMException("The call was stopped", "AbortError");
      if (part.type === "text-delta" || part.type === "reasoning-delta") watch.expectWithin(silence.betweenMs);
      if (part.type === "text-delta") {
        text += part.text;
        await onText(text);
      }
      if (part.type === "finish") {
        const { inputTokens = 0, outputTokens = 0 } = part.totalUsage;
        return { text, isCut: part.finishReason === "length", inputTokens, outputTokens };
      }
    }
    throw new LlmError("unavailable", { cause: new Error("the stream ended before the answer did") });
  } catch (error) {
    throw watch.signal.aborted ? new LlmError("timeout", { cause: watch.signal.reason }) : error;
  } finally {
    watch.end();
  }
}

/** Aborts when nothing has come for too long, counted from the request: headers without an answer are silence. */
class SilenceWatch {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(firstMs: number) {
    this.expectWithin(firstMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  expectWithin(ms: number): void {
    clearTimeout(this.#timer);
    const late = new DOMException(`nothing came for ${Math.round(ms / 100) / 10} s`, "TimeoutError");
    this.#timer = setTimeout(() => this.#controller.abort(late), ms);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
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
