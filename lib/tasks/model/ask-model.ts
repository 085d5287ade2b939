import { randomUUID } from "node:crypto";
import type { TaskExecution, TaskResult } from "@/lib/engine";
import { type GenerateOptions, generateStructured, type ModelCall } from "@/lib/llm/generate";
import { keepModelCalls } from "@/lib/llm/model-calls";
import type { TaskLimits } from "../define-kind";

/** Which model a task asks, and how long it may take. */
export interface ModelWish extends TaskLimits {
  /** A name of LLM_MODELS. */
  model?: string;
}

/** Reserved for storing the answer of the model. */
const reserveMs = 2_000;

/**
 * Asks a model for a value of a schema, within the task's timeout (milliseconds). Every request is stored for staff.
 * Returns the value and the usage for the task's result. Throws LlmError.
 */
export async function askModel<T>(
  execution: TaskExecution,
  { model, timeoutMs }: ModelWish,
  options: Pick<
    GenerateOptions<T>,
    "name" | "schema" | "instructions" | "messages" | "isWhole" | "onText" | "textField" | "onPart" | "maxOutputTokens"
  >,
): Promise<{ value: T; usage: NonNullable<TaskResult["usage"]> }> {
  const { sessionId, taskId, attempt, signal } = execution;
  const about = { sessionId, taskId, attempt };
  const { value, modelId, usage } = await generateStructured({
    ...options,
    about,
    model,
    signal,
    timeoutMs: timeoutMs === undefined ? undefined : Math.max(timeoutMs - reserveMs, timeoutMs / 2),
    onCall: async (call) => keepCall(about, call),
  });
  return { value, usage: { ...usage, modelId } };
}

/** Keeps a request for staff: it is stored with the step that made it. */
function keepCall(
  { sessionId, taskId, attempt }: Pick<TaskExecution, "sessionId" | "taskId" | "attempt">,
  call: ModelCall,
): void {
  const { modelId, inputTokens, outputTokens, durationMs, failure } = call;
  keepModelCalls(sessionId, [
    {
      id: randomUUID(),
      task_id: taskId,
      attempt,
      model_id: modelId,
      prompt: call.prompt.map(({ role, content }) => ({ role, content: storable(content) })),
      answer: call.answer === null ? undefined : storable(call.answer),
      error_code: failure?.code,
      error_message: failure ? storable(failure.message) : undefined,
      input_tokens: storableCount(inputTokens),
      output_tokens: storableCount(outputTokens),
      duration_ms: storableCount(durationMs) ?? 0,
      created_at: new Date().toISOString(),
    },
  ]);
}

const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

/** What a column of four bytes can hold: the server may send any number. */
const storableCount = (count: number | null): number | undefined =>
  count !== null && count >= 0 && count <= 2_147_483_647 ? Math.round(count) : undefined;
