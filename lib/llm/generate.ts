import { parsePartialJson } from "ai";
import type { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { describeSchema, jsonSchemaOf } from "./answers/describe-schema";
import { extractJson, readAnswer } from "./answers/read-answer";
import { capabilitiesOf, reduceCapabilities, saveCapabilities } from "./answers/response-format";
import { type CallOptions, callModel, type ModelAnswer, type ModelRequest } from "./call-model";
import { estimateTokens, fitMessages, lastMessageOnly, type ModelMessage } from "./fit-prompt";
import { LlmError, toLlmError } from "./llm-error";
import { type ChosenModel, getModel } from "./model";
import { recordOutcome } from "./model-state";

/** One request and its result, for the record that staff read. */
export interface ModelCall {
  modelId: string;
  /** The messages that were sent. */
  prompt: { role: "system" | "user" | "assistant"; content: string }[];
  answer: string | null;
  /** Why there was no answer. Null when there was one, valid or not. */
  failure: LlmError | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Milliseconds. */
  durationMs: number;
}

/** A request to a model for an answer that fits a schema. */
export interface GenerateOptions<T> {
  /** The name of the answer that providers get ("facts"). */
  name: string;
  /** Field descriptions go into the prompt. Limits of length in `meta` shape the answer and are not checked. */
  schema: z.ZodType<T>;
  /** The system prompt. The descriptions of the fields are added to it. */
  instructions: string;
  messages: ModelMessage[];
  /** The messages are sent whole or not at all: a part of them would mean something else. */
  isWhole?: boolean;
  signal: AbortSignal;
  /** A name in LLM_MODELS. For any other name the default model answers. */
  model?: string;
  /** For the whole call with its retries and its second request. LLM_TIMEOUT_MS by default. */
  timeoutMs?: number;
  /** 700 by default. */
  maxOutputTokens?: number;
  /** Gets the text of the field `textField` while it streams, and whether it is complete. */
  onText?: (text: string, isComplete: boolean) => void;
  textField?: keyof T & string;
  /** Gets what has arrived of the answer while it streams, and whether it is complete. Its last part may be cut off. */
  onPart?: (part: unknown, isComplete: boolean) => void;
  /** Fields of the log lines. */
  about?: { sessionId: string; taskId: string; attempt: number };
  onCall?: (call: ModelCall) => Promise<void>;
}

interface Generated<T> {
  value: T;
  usage: { inputTokens: number; outputTokens: number };
  modelId: string;
}

const defaultOutputTokens = 700;
/** Tokens that are kept for the conversation when the instructions are long. */
const minConversationTokens = 200;

/**
 * Asks the model for a value of the schema. The answer is streamed and validated by Zod; an invalid answer is asked for
 * once more. The prompt is kept within LLM_CONTEXT_TOKENS. Throws only LlmError. An incomplete answer is an error.
 */
export async function generateStructured<T>(options: GenerateOptions<T>): Promise<Generated<T>> {
  const { timeoutMs = env.LLM_TIMEOUT_MS } = options;
  const call = new StructuredCall(options, timeoutMs);
  const startedAt = performance.now();
  let chosen: ChosenModel | undefined;
  try {
    chosen = getModel(options.model);
    const value = await call.run(chosen);
    recordOutcome(chosen, null);
    return { value, usage: call.usage, modelId: chosen.modelId };
  } catch (error) {
    const failure = call.toFailure(error);
    failure.usage = { ...call.usage, modelId: chosen?.modelId };
    if (chosen) recordOutcome(chosen, failure);
    // The probe at the start logs its own line.
    if (failure.reason !== "aborted" && options.about) {
      const { reason, message } = failure;
      const ms = Math.round(performance.now() - startedAt);
      log.warn(
        { reason, model: chosen?.modelId, host: chosen?.host, ...options.about, ms, message },
        "A model call failed",
      );
    }
    throw failure;
  }
}

/** The requests of one call: the first one, simpler ones after a refusal, and one that asks to repair the answer. */
class StructuredCall<T> {
  readonly usage = { inputTokens: 0, outputTokens: 0 };
  readonly #options: GenerateOptions<T>;
  readonly #timeout: AbortSignal;
  readonly #callOptions: Omit<CallOptions, "onText">;

  constructor(options: GenerateOptions<T>, timeoutMs: number) {
    this.#options = options;
    this.#timeout = AbortSignal.timeout(timeoutMs);
    this.#callOptions = {
      signal: AbortSignal.any([options.signal, this.#timeout]),
      deadline: Date.now() + timeoutMs,
      idleTimeout: { firstMs: (timeoutMs * 2) / 3, betweenMs: timeoutMs / 3 },
    };
  }

  /** An abort error is caused by the caller or by the timeout; their signals tell which. */
  toFailure(error: unknown): LlmError {
    if (this.#options.signal.aborted) return toLlmError(error, "caller");
    return toLlmError(error, this.#timeout.aborted ? "timeout" : undefined);
  }

  async run(chosen: ChosenModel): Promise<T> {
    const { name, schema, messages, isWhole, maxOutputTokens = defaultOutputTokens } = this.#options;
    const json = jsonSchemaOf(schema);
    const instructions = `${this.#options.instructions}\n\n${describeSchema(json)}`;
    const tokens = Math.max(minConversationTokens, env.LLM_CONTEXT_TOKENS - estimateTokens(instructions));
    const request: ModelRequest = {
      chosen,
      capabilities: capabilitiesOf(chosen.server),
      instructions,
      messages: isWhole ? messages : fitMessages(messages, tokens),
      name,
      schema: json,
      maxOutputTokens,
    };
    const { answer, sent } = await this.#send(request);
    const first = readAnswer(answer, schema);
    if (first.ok) return first.value;
    const second = await this.#send(repairRequest(sent, answer, first.problem));
    const repaired = readAnswer(second.answer, schema);
    if (repaired.ok) return repaired.value;
    throw new LlmError("bad_output", { cause: new Error(repaired.problem) });
  }

  /** Sends a request. After a refusal it is sent again: without what the server does not support, or shortened. */
  async #send(request: ModelRequest): Promise<{ answer: ModelAnswer; sent: ModelRequest }> {
    for (let sent = request, isShortened = false; ; ) {
      try {
        const answer = await this.#callOnce(sent);
        saveCapabilities(sent.chosen.server, sent.capabilities);
        return { answer, sent };
      } catch (error) {
        const failure = this.toFailure(error);
        const capabilities = reduceCapabilities(sent.capabilities, failure);
        if (capabilities) {
          const { modelId: model, host } = sent.chosen;
          log.warn({ model, host, ...capabilities }, "A model is asked in another form");
          sent = { ...sent, capabilities };
        } else if (failure.reason === "context_exceeded" && !isShortened && !this.#options.isWhole) {
          isShortened = true;
          sent = { ...sent, messages: lastMessageOnly(this.#options.messages) };
        } else {
          throw error;
        }
      }
    }
  }

  async #callOnce(request: ModelRequest): Promise<ModelAnswer> {
    const startedAt = performance.now();
    const record = (answer: ModelAnswer | null, failure: LlmError | null) =>
      this.#options.onCall?.({
        modelId: request.chosen.modelId,
        prompt: [{ role: "system", content: request.instructions }, ...request.messages],
        answer: answer?.text ?? null,
        failure,
        inputTokens: answer?.inputTokens ?? null,
        outputTokens: answer?.outputTokens ?? null,
        durationMs: Math.round(performance.now() - startedAt),
      });
    try {
      const onText = (text: string) => this.#reportText(text);
      const answer = await callModel(request, { ...this.#callOptions, onText });
      this.usage.inputTokens += answer.inputTokens;
      this.usage.outputTokens += answer.outputTokens;
      await record(answer, null);
      return answer;
    } catch (error) {
      await record(null, this.toFailure(error));
      throw error;
    }
  }

  async #reportText(json: string): Promise<void> {
    const { onText, textField, onPart } = this.#options;
    if (!onPart && (!onText || !textField)) return;
    const { value, state } = await parsePartialJson(extractJson(json));
    onPart?.(value, state === "successful-parse");
    if (!onText || !textField) return;
    const fields = value && typeof value === "object" ? Object.entries(value) : [];
    const text = fields.find(([key]) => key === textField)?.[1];
    // A field is complete when the next one starts.
    const isComplete = state === "successful-parse" || fields.at(-1)?.[0] !== textField;
    if (typeof text === "string") onText(text, isComplete);
  }
}

/** The request with the problem of its answer. A truncated answer is not repeated: it would only use more tokens. */
function repairRequest(request: ModelRequest, { text, isTruncated }: ModelAnswer, problem: string): ModelRequest {
  if (isTruncated) {
    // A reasoning model may use up its tokens before the first word of the answer.
    const maxOutputTokens = text.trim() ? request.maxOutputTokens : request.maxOutputTokens * 4;
    const content = "Answer with the JSON object alone, and keep every text in it short.";
    return { ...request, maxOutputTokens, messages: mergeMessages([...request.messages, { role: "user", content }]) };
  }
  const content = `That answer could not be used: ${problem.slice(0, 600)}\n\nAnswer again with the JSON object alone.`;
  // Some servers refuse an empty assistant message.
  const shown: ModelMessage[] = text ? [{ role: "assistant", content: text.slice(0, 2_000) }] : [];
  return { ...request, messages: mergeMessages([...request.messages, ...shown, { role: "user", content }]) };
}

/** Joins consecutive messages of the user: some chat templates refuse them. */
function mergeMessages(messages: ModelMessage[]): ModelMessage[] {
  const kept: ModelMessage[] = [];
  for (const message of messages) {
    const before = kept.at(-1);
    if (before?.role !== "user" || message.role !== "user") kept.push(message);
    else kept[kept.length - 1] = { role: "user", content: `${before.content}\n\n${message.content}` };
  }
  return kept;
}
