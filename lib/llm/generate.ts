import { parsePartialJson } from "ai";
import type { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { callModel, type ModelAnswer, type ModelRequest } from "./call-model";
import { describeSchema, jsonSchemaOf } from "./describe-schema";
import { estimateTokens, fitMessages, type ModelMessage, newestWords } from "./fit-prompt";
import { LlmError, toLlmError } from "./llm-error";
import { type ChosenModel, getModel } from "./model";
import { noteOutcome } from "./model-state";
import { beginOfJson, readAnswer } from "./read-answer";
import { habitsOf, nextHabits, rememberHabits } from "./response-format";

/** One request and what came of it, for the record that staff read. */
export interface ModelCall {
  modelId: string;
  /** As it was sent. */
  prompt: { role: "system" | "user" | "assistant"; content: string }[];
  answer: string | null;
  /** Why there was no answer; null when there was one, readable or not. */
  failure: LlmError | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Milliseconds. */
  durationMs: number;
}

export interface GenerateOptions<T> {
  /** What is generated, as providers are told ("facts"). */
  name: string;
  /** The descriptions of its fields are put into the prompt. Limits of length in `meta` shape the answer, they are not checked. */
  schema: z.ZodType<T>;
  /** The system prompt; what the fields mean is added to it. */
  instructions: string;
  messages: ModelMessage[];
  signal: AbortSignal;
  /** A name of LLM_MODELS; without it, or with another one, the default model answers. */
  model?: string;
  /** In milliseconds, for everything: retries, waiting for a rate limit, the second attempt. LLM_TIMEOUT_MS by default. */
  timeoutMs?: number;
  /** 700 by default. */
  maxOutputTokens?: number;
  /** The text of the string field `textField` so far, as it is made, and whether that is all of it. */
  onText?: (text: string, isWhole: boolean) => void;
  textField?: keyof T & string;
  /** What log lines name beside the model. */
  about?: { sessionId: string; taskId: string; attempt: number };
  onCall?: (call: ModelCall) => Promise<void>;
}

export interface Generated<T> {
  value: T;
  usage: { inputTokens: number; outputTokens: number };
  modelId: string;
}

const defaultOutputTokens = 700;
/** Tokens that the conversation has however long the instructions are. */
const leastRoom = 200;

/**
 * Has the model fill the schema: streamed, validated by Zod, and asked once more when the answer does not parse. The
 * prompt is kept within LLM_CONTEXT_TOKENS. Throws LlmError and nothing else; an answer that ends half way is an error,
 * never half a value.
 */
export async function generateStructured<T>(options: GenerateOptions<T>): Promise<Generated<T>> {
  const { timeoutMs = env.LLM_TIMEOUT_MS } = options;
  const conversation = new Conversation(options, timeoutMs);
  const startedAt = performance.now();
  let chosen: ChosenModel | undefined;
  try {
    chosen = getModel(options.model);
    const value = await conversation.hold(chosen);
    noteOutcome(chosen, null);
    return { value, usage: conversation.usage, modelId: chosen.modelId };
  } catch (error) {
    const failure = conversation.failureOf(error);
    failure.usage = { ...conversation.usage, modelId: chosen?.modelId };
    if (chosen) noteOutcome(chosen, failure);
    // The probe at a start has a line of its own.
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

/** The requests of one call: the first, what a refusal makes of it, and the second attempt. */
class Conversation<T> {
  readonly usage = { inputTokens: 0, outputTokens: 0 };
  readonly #options: GenerateOptions<T>;
  readonly #deadline: AbortSignal;
  readonly #stopped: AbortSignal;
  readonly #endsAt: number;
  readonly #silence: { firstMs: number; betweenMs: number };

  constructor(options: GenerateOptions<T>, timeoutMs: number) {
    this.#options = options;
    this.#deadline = AbortSignal.timeout(timeoutMs);
    this.#stopped = AbortSignal.any([options.signal, this.#deadline]);
    this.#endsAt = Date.now() + timeoutMs;
    this.#silence = { firstMs: (timeoutMs * 2) / 3, betweenMs: timeoutMs / 3 };
  }

  /** What an error means, also one that is only the echo of the caller or the clock. */
  failureOf(error: unknown): LlmError {
    if (this.#options.signal.aborted) return toLlmError(error, "caller");
    return toLlmError(error, this.#deadline.aborted ? "timeout" : undefined);
  }

  async hold(chosen: ChosenModel): Promise<T> {
    const { name, schema, messages, maxOutputTokens = defaultOutputTokens } = this.#options;
    const json = jsonSchemaOf(schema);
    const instructions = `${this.#options.instructions}\n\n${describeSchema(json)}`;
    const room = Math.max(leastRoom, env.LLM_CONTEXT_TOKENS - estimateTokens(instructions));
    const request: ModelRequest = {
      ...{ chosen, name, schema: json, instructions, maxOutputTokens, habits: habitsOf(chosen.server) },
      messages: fitMessages(messages, room),
    };
    const { answer, asked } = await this.#ask(request);
    const first = readAnswer(answer, schema);
    if (first.ok) return first.value;
    const second = await this.#ask(repairOf(asked, answer, first.problem));
    const repaired = readAnswer(second.answer, schema);
    if (repaired.ok) return repaired.value;
    throw new LlmError("bad_output", { cause: new Error(repaired.problem) });
  }

  /** Asks in the forms that the server takes, and with less to read when it finds the prompt too long. */
  async #ask(request: ModelRequest): Promise<{ answer: ModelAnswer; asked: ModelRequest }> {
    for (let asked = request, isShort = false; ; ) {
      try {
        const answer = await this.#callOnce(asked);
        rememberHabits(asked.chosen.server, asked.habits);
        return { answer, asked };
      } catch (error) {
        const failure = this.failureOf(error);
        const habits = nextHabits(asked.habits, failure);
        if (habits) {
          log.warn(
            { model: asked.chosen.modelId, host: asked.chosen.host, ...habits },
            "A model is asked in another form",
          );
          asked = { ...asked, habits };
        } else if (failure.reason === "context_exceeded" && !isShort) {
          isShort = true;
          asked = { ...asked, messages: newestWords(this.#options.messages) };
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
      const answer = await callModel(request, {
        stopped: this.#stopped,
        endsAt: this.#endsAt,
        silence: this.#silence,
        onText: (text) => this.#say(text),
      });
      this.usage.inputTokens += answer.inputTokens;
      this.usage.outputTokens += answer.outputTokens;
      await record(answer, null);
      return answer;
    } catch (error) {
      await record(null, this.failureOf(error));
      throw error;
    }
  }

  async #say(json: string): Promise<void> {
    const { onText, textField } = this.#options;
    if (!onText || !textField) return;
    const { value, state } = await parsePartialJson(beginOfJson(json));
    const fields = value && typeof value === "object" ? Object.entries(value) : [];
    const text = fields.find(([key]) => key === textField)?.[1];
    // Once the next field has begun, this one is over.
    const isWhole = state === "successful-parse" || fields.at(-1)?.[0] !== textField;
    if (typeof text === "string") onText(text, isWhole);
  }
}

/** The request once more, with what was wrong. An answer that was cut is not shown again: it would only be longer still. */
function repairOf(request: ModelRequest, { text, isCut }: ModelAnswer, problem: string): ModelRequest {
  if (isCut) {
    // A model that thinks aloud may have spent its tokens before the first word.
    const maxOutputTokens = text.trim() ? request.maxOutputTokens : request.maxOutputTokens * 4;
    const content = "Answer with the JSON object alone, and keep every text in it short.";
    return { ...request, maxOutputTokens, messages: merged([...request.messages, { role: "user", content }]) };
  }
  const content = `That answer could not be used: ${problem.slice(0, 600)}\n\nAnswer again with the JSON object alone.`;
  // Some servers refuse an empty assistant message.
  const shown: ModelMessage[] = text ? [{ role: "assistant", content: text.slice(0, 2_000) }] : [];
  return { ...request, messages: merged([...request.messages, ...shown, { role: "user", content }]) };
}

/** Two messages of the user in a row as one: some chat templates refuse them. */
function merged(messages: ModelMessage[]): ModelMessage[] {
  const kept: ModelMessage[] = [];
  for (const message of messages) {
    const before = kept.at(-1);
    if (before?.role !== "user" || message.role !== "user") kept.push(message);
    else kept[kept.length - 1] = { role: "user", content: `${before.content}\n\n${message.content}` };
  }
  return kept;
}
