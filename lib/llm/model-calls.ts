import { processState } from "@/lib/process-state";

/** A request to a model, by the columns of `model_call`. */
export interface ModelCallRow {
  id: string;
  task_id: string;
  attempt: number;
  model_id: string;
  prompt: { role: string; content: string }[];
  answer?: string;
  error_code?: string;
  error_message?: string;
  input_tokens?: number;
  output_tokens?: number;
  duration_ms: number;
  /** ISO 8601. */
  created_at: string;
}

/** The requests of a session that are not stored yet: the commit of the step that made them takes them along. */
const unstored = processState("unstored-model-calls", () => new Map<string, ModelCallRow[]>());

/** The id of a session that is stored nowhere: its requests to models are not kept. */
export const unstoredSessionId = "test-run";

/** Keeps the requests of a session until `takeModelCalls` takes them. */
export function keepModelCalls(sessionId: string, calls: readonly ModelCallRow[]): void {
  if (sessionId === unstoredSessionId) return;
  unstored.set(sessionId, [...(unstored.get(sessionId) ?? []), ...calls]);
}

/** Undefined when there are none. The caller that takes them stores them. */
export function takeModelCalls(sessionId: string): ModelCallRow[] | undefined {
  const calls = unstored.get(sessionId);
  unstored.delete(sessionId);
  return calls;
}
