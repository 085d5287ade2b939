import { type Prisma, prisma } from "@/lib/db/client";
import { type ModelCallRow, takeModelCalls } from "@/lib/llm/model-calls";
import { log } from "@/lib/log";

/**
 * Stores the requests to models that no commit of the session has stored. A request that cannot be stored is logged,
 * and the claim continues.
 */
export async function saveModelCalls(sessionId: string): Promise<void> {
  const calls = takeModelCalls(sessionId);
  if (!calls) return;
  try {
    await prisma.modelCall.createMany({ data: calls.map((call) => toRow(sessionId, call)) });
  } catch (error) {
    log.warn({ err: error, sessionId }, "A model call could not be stored");
  }
}

const toRow = (sessionId: string, call: ModelCallRow): Prisma.ModelCallCreateManyInput => ({
  id: call.id,
  sessionId,
  taskId: call.task_id,
  attempt: call.attempt,
  modelId: call.model_id,
  prompt: call.prompt,
  answer: call.answer,
  errorCode: call.error_code,
  errorMessage: call.error_message,
  inputTokens: call.input_tokens,
  outputTokens: call.output_tokens,
  durationMs: call.duration_ms,
  createdAt: call.created_at,
});
