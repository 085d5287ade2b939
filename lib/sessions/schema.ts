import type { ChildRecord } from "@/lib/engine/storage-kit";
import type { Citation } from "@/lib/tasks/citations/schema";
import type { GraphPath, GraphView, StatusTone } from "@/lib/workflows/schema";

/** The statuses of a session, as `SessionStatus` of the engine names them. */
export const sessionStatuses = ["ready", "running", "paused", "waiting", "completed", "failed", "cancelled"] as const;
export type SessionStatusName = (typeof sessionStatuses)[number];

/** The names of a session's statuses in the HTTP API. */
export const apiStatuses = ["Paused", "WaitingForInput", "Completed", "Error", "Cancelled"] as const;
export type ApiStatus = (typeof apiStatuses)[number];

/** One message of a conversation, for pages and the API. */
export interface ChatMessage {
  id: string;
  seq: number;
  role: "user" | "assistant" | "system";
  text: string;
  /** ISO 8601. */
  createdAt: string;
  clientMessageId: string | null;
  /** Why staff should read it with care, e.g. "asks for approval". */
  flags: string[];
  /** What the markers [1], [2] of its text stand for; absent when it cites nothing. */
  citations?: Citation[];
}

/** A session in the lists of staff. */
export interface SessionListItem {
  sessionId: string;
  reference: string;
  workflowName: string;
  versionNumber: number;
  claimantName: string;
  subject: string | null;
  amountCents: number | null;
  currency: string;
  tone: StatusTone;
  statusText: string;
  currentTaskLabel: string;
  updatedAt: string;
}

/** One step of a session, for staff. */
export interface StepView {
  seq: number;
  taskId: string;
  taskLabel: string;
  /** stopped: the turn was stopped. saved: no task ran, the session was changed by hand. */
  status: "done" | "failed" | "stopped" | "saved";
  action: string | null;
  statusMessage: string | null;
  response: string | null;
  durationMs: number;
  attempt: number;
  /** Of a failed step. */
  errorMessage: string | null;
  modelId: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  /** What ran inside it side by side. */
  children: readonly ChildRecord[];
  /** The result was known from an earlier execution; the task did not run. */
  cached: boolean;
  /** Context keys this step set or removed, with the new value (null = removed). */
  changes: { key: string; value: unknown }[];
  createdAt: string;
}

/** One request to a language model, as it was sent. */
export interface ModelCallView {
  id: string;
  taskId: string;
  attempt: number;
  modelId: string;
  prompt: { role: string; content: string }[];
  answer: string | null;
  errorMessage: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  durationMs: number;
  createdAt: string;
}

export type SessionActionResult =
  | { ok: true }
  | { ok: false; code: string; message: string; fields?: Record<string, string> };

/** One session for staff: what ran, step by step, on the graph at its version. */
export interface SessionView extends SessionListItem {
  steps: StepView[];
  /** The newest 100, oldest first. */
  modelCalls: ModelCallView[];
  messages: ChatMessage[];
  graph: GraphView;
  path: GraphPath;
  failure: SessionFailure | null;
}

/** A task by its name. */
export interface TaskName {
  id: string;
  label: string;
}

/** Why a session has failed, and how it can go on. */
interface SessionFailure {
  message: string;
  attempt: number;
  nextRetryAt: string | null;
  isSetAside: boolean;
  /** The tasks at which an admin can let it go on. */
  goesTo: TaskName[];
}

/** How the models answer, for staff. */
export interface ModelHealth {
  /** `problem` has the words of the last failure, when the last call failed; `at` is when it was asked last. */
  models: { name: string; words: string; problem: string | null; at: string | null }[];
  /** The sessions that a model has failed, by reason. */
  failures: { reason: string; count: number }[];
}
