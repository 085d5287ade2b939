import type { JsonObject, JsonValue, SessionHistory, Step } from "@/lib/engine";
import type { ContextPatch, PastMessage, VersionMove } from "@/lib/engine/storage-kit";
import { type MessagePart, storedData, textOf } from "./read-session";

/** A row of `sessionHistory`. */
export interface HistoryRow {
  workflow_version_id: string;
  start_task_id: string;
  initial_context: JsonObject;
  steps: StoredStep[];
  moves: VersionMove[];
  messages: (Pick<PastMessage, "role" | "since" | "until"> & {
    parts: MessagePart[];
    citations: JsonValue;
    at: string;
  })[];
}

type StoredStep = Pick<Step, "seq" | "taskId" | "status" | "action" | "nextTaskId" | "response" | "statusMessage"> &
  Pick<Step, "attempt" | "retryInMs" | "durationMs" | "children" | "cached"> & {
    patch: Partial<ContextPatch>;
    answer: JsonValue | null;
    errorCode: string | null;
    errorMessage: string | null;
    modelId: string | null;
    inputTokens: number | null;
    outputTokens: number | null;
  };

/** A loaded history as the engine's. */
export const readHistory = (row: HistoryRow): SessionHistory => ({
  graphId: row.workflow_version_id,
  startTaskId: row.start_task_id,
  initialValues: row.initial_context,
  steps: row.steps.map(readStep),
  moves: row.moves,
  messages: row.messages.map(({ parts, citations, at, ...message }) => ({
    ...message,
    content: textOf(parts),
    timestamp: at,
    ...storedData(citations),
  })),
});

const readStep = ({
  patch,
  answer,
  errorCode,
  errorMessage,
  modelId,
  inputTokens,
  outputTokens,
  ...step
}: StoredStep): Step => ({
  ...step,
  patch: readPatch(patch),
  answer: answer ?? undefined,
  error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? "" },
  usage:
    inputTokens === null && outputTokens === null && modelId === null
      ? null
      : {
          modelId: modelId ?? undefined,
          inputTokens: inputTokens ?? undefined,
          outputTokens: outputTokens ?? undefined,
        },
});

/** A stored patch: what is empty was left out. */
export const readPatch = ({ set = {}, remove = [] }: Partial<ContextPatch>): ContextPatch => ({ set, remove });
