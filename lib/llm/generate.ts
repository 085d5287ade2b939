import { NoObjectGeneratedError, Output, parsePartialJson, streamText } from "ai";
import { z } from "zod";
import { LlmError, toLlmError } from "./llm-error";
import { getModel } from "./model";

interface Message {
  role: "user" | "assistant";
  content: string;
}

export interface GenerateOptions<T> {
  /** What is generated, as providers are told ("facts"). */
  name: string;
  schema: z.ZodType<T>;
  /** The system prompt. */
  instructions: string;
  messages: Message[];
  signal: AbortSignal;
  /** Pieces of the string field `textField`, in order, as it is made. Never more than the final value, unless a second attempt words it anew. */
  onText?: (delta: string) => void;
  textField?: keyof T & string;
  /** In milliseconds. Total covers everything: retries, waiting for a rate limit, the second attempt. */
  timeout?: { firstChunkMs: number; chunkMs: number; totalMs: number };
}

export interface Generated<T> {
  value: T;
  usage: { inputTokens?: number; outputTokens?: number };
  modelId: string;
}

const defaultTimeout = { firstChunkMs: 20_000, chunkMs: 15_000, totalMs: 45_000 };

/**
 * Has the model fill the schema: streamed, validated by Zod, and asked once more when the answer does not parse.
 * Throws LlmError and nothing else; a stream that ends half way is an error, never half a value.
 */
export async function generateStructured<T>(options: GenerateOptions<T>): Promise<Generated<T>> {
  const { messages, schema, signal, timeout = defaultTimeout } = options;
  const deadline = AbortSignal.timeout(timeout.totalMs);
  const stopped = AbortSignal.any([signal, deadline]);
  const say = speaker(options);
  const usage = { inputTokens: 0, outputTokens: 0 };
  try {
    const { model, modelId } = getModel();
    const attempt = (conversation: Message[]) =>
      run({ ...options, timeout }, { model, messages: conversation, stopped, say, usage });
    const first = await attempt(messages);
    if (first.ok) return { value: first.value, usage, modelId };
    const second = await attempt([...messages, ...repairMessages(first.text, first.error, schema)]);
    if (second.ok) return { value: second.value, usage, modelId };
    throw new LlmError("bad_output", { cause: second.error });
  } catch (error) {
    throw toLlmError(error, signal.aborted ? "caller" : deadline.aborted ? "timeout" : undefined);
  }
}

type Attempt<T> = { ok: true; value: T } | { ok: false; text: string; error: Error };

interface Call {
  model: ReturnType<typeof getModel>["model"];
  messages: Message[];
  stopped: AbortSignal;
  say: (text: string) => Promise<void>;
  /** Grows with every attempt. */
  usage: { inputTokens: number; outputTokens: number };
}

async function run<T>(
  options: GenerateOptions<T>,
  { model, messages, stopped, say, usage }: Call,
): Promise<Attempt<T>> {
  const { name, schema, instructions, timeout } = options;
  const result = streamText({
    model,
    instructions,
    messages,
    output: Output.object({ schema, name }),
    abortSignal: stopped,
    maxRetries: 2,
    timeout,
    // Errors are parts of the stream, read below; the default would also print them.
    onError: () => {},
  });
  let text = "";
  let finished = false;
  for await (const part of result.stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "abort") throw new DOMException(part.reason ?? "The call was stopped", "TimeoutError");
    if (part.type === "finish") {
      usage.inputTokens += part.totalUsage.inputTokens ?? 0;
      usage.outputTokens += part.totalUsage.outputTokens ?? 0;
      finished = true;
    }
    if (part.type === "text-delta") {
      text += part.text;
      await say(text);
    }
  }
  if (!finished) throw new LlmError("unavailable", { cause: new Error("the stream ended before the answer did") });
  try {
    return { ok: true, value: await result.output };
  } catch (error) {
    // Anything else than a readable answer (cut at its length limit, filtered, empty) is repaired the same way.
    return { ok: false, text, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Passes on what is new in the text field; after a second attempt only what continues the words already said. */
function speaker<T>({ onText, textField }: GenerateOptions<T>): (json: string) => Promise<void> {
  let said = "";
  return async (json) => {
    if (!onText || !textField) return;
    const { value } = await parsePartialJson(json);
    const text =
      value && typeof value === "object" ? Object.entries(value).find(([key]) => key === textField)?.[1] : undefined;
    if (typeof text !== "string" || text.length <= said.length || !text.startsWith(said)) return;
    const delta = text.slice(said.length);
    said = text;
    onText(delta);
  };
}

function repairMessages(text: string, error: Error, schema: z.ZodType): Message[] {
  const problem =
    NoObjectGeneratedError.isInstance(error) && error.cause instanceof Error ? error.cause.message : error.message;
  const request = [
    `That answer could not be used: ${problem.slice(0, 1_000)}`,
    `Answer again with nothing but one JSON object of this schema: ${JSON.stringify(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }))}`,
  ].join("\n\n");
  // Some servers refuse an empty assistant message.
  return [...(text ? [{ role: "assistant" as const, content: text }] : []), { role: "user", content: request }];
}
