import { prisma } from "@/lib/db/client";
import type { TaskExecution, TaskResult } from "@/lib/engine";
import { type GenerateOptions, generateStructured, type ModelCall } from "@/lib/llm/generate";
import { log } from "@/lib/log";
import type { TaskLimits } from "../define-kind";

/** Which model a task asks, and how long it may take. */
export interface ModelWish extends TaskLimits {
  /** A name of LLM_MODELS. */
  model?: string;
}

/** Left for storing the answer when the model is done. */
const reserveMs = 2_000;

/**
 * Has a model fill a schema for a task, within the task's timeout (milliseconds). Every request is stored for staff.
 * Gives the value, and the usage for the task's result. Throws LlmError.
 */
export async function askModel<T>(
  execution: TaskExecution,
  { model, timeoutMs }: ModelWish,
  options: Pick<GenerateOptions<T>, "name" | "schema" | "instructions" | "messages" | "onText" | "textField">,
): Promise<{ value: T; usage: NonNullable<TaskResult["usage"]> }> {
  const { sessionId, taskId, attempt, signal } = execution;
  const about = { sessionId, taskId, attempt };
  const { value, modelId, usage } = await generateStructured({
    ...options,
    about,
    model,
    signal,
    timeoutMs: timeoutMs === undefined ? undefined : Math.max(timeoutMs - reserveMs, timeoutMs / 2),
    onCall: (call) => storeCall(about, call),
  });
  return { value, usage: { ...usage, modelId } };
}

/** Stores a request for staff. When that fails it is logged, and the claim goes on. */
async function storeCall(
  about: { sessionId: string; taskId: string; attempt: number },
  call: ModelCall,
): Promise<void> {
  const { modelId, inputTokens, outputTokens, durationMs, failure } = call;
  try {
    await prisma.modelCall.create({
      data: {
        ...about,
        modelId,
        inputTokens,
        outputTokens,
        durationMs,
        prompt: call.prompt.map(({ role, content }) => ({ role, content: storable(content) })),
        answer: call.answer === null ? null : storable(call.answer),
        errorCode: failure?.code,
        errorMessage: failure && storable(failure.message),
      },
      select: { id: true },
    });
  } catch (error) {
    log.warn({ err: error, ...about }, "A model call could not be kept");
  }
}

const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();
