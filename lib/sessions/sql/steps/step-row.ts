import { randomUUID } from "node:crypto";
import type { HistoryMessage, JsonObject, JsonValue, Step, WaitRequest } from "@/lib/engine";
import { isObject } from "@/lib/engine/definition-kit";
import {
  type BackStackMove,
  backStackAfter,
  type Lease,
  maxBackStack,
  type StepCommit,
} from "@/lib/engine/storage-kit";
import type { ModelCallRow } from "@/lib/llm/model-calls";
import { messageDataSchema } from "@/lib/tasks/citations/schema";
import { type WaitData, waitDataSchema } from "@/lib/tasks/schema";
import type { LoadedState } from "../../reading/load-state";
import { type FacetCopy, type Facets, facetsAfter, storableCents } from "./facets";

/** One step as the statements of this folder take it, with their names; what is undefined is NULL there. */
export interface StepRow {
  /** Of the session. */
  id: string;
  version: number;
  /** The lease that fences this write. */
  token: string;
  keep_lease: boolean;
  /** Undefined when it stays: the first step of this run made the session ready. */
  status?: string;
  current_task_id: string;
  /** Undefined when the task is pushed onto the stored one. */
  trail?: readonly string[];
  task_id: string;
  step_status: string;
  action?: string;
  next_task_id?: string;
  response?: string;
  step_message?: string;
  /** What is empty in it is left out. */
  patch: { set?: JsonObject; remove?: string[] };
  /** The answer that the task took. */
  step_answer?: JsonValue;
  duration_ms: number;
  /** Undefined for the first one. */
  step_attempt?: number;
  cached?: boolean;
  error_code?: string;
  error_message?: string;
  retry_in_ms?: number;
  model_id?: string;
  input_tokens?: number;
  output_tokens?: number;
  children?: JsonValue;
  /** Overwrites what was pending when the run began: failed attempts, a timer, an answer. */
  replaces_pending?: boolean;
  /** Failed attempts of the session's current task in a row. */
  attempt: number;
  wake_in_ms?: number;
  /** The saved answer, when it stays. */
  answer?: JsonValue;
  /** Messages of the claimant up to this one were read. */
  handled_message_seq?: number;
  /** The decision is not handed to a task again: one has read it, or asks something else. */
  uses_decision?: boolean;
  /** The turn was stopped: what the claimant has written so far is due again only with what they write next. */
  is_stopped?: boolean;
  /** The step failed for good with messages up to this one; it is due again when there are newer ones. */
  gives_up_at?: number;
  /** The step was started too often without ending: the session is not due until it is acquired without `onlyDue`. */
  sets_aside?: boolean;

  removed?: string[];
  /** Undefined when the step changed none of them. */
  facets?: Facets;
  /** The conversation begins anew after this many of the messages. */
  cleared_after?: number;
  /** How many messages there are. */
  said?: number;
  messages?: ReturnType<typeof toMessageRow>[];
  /** The requests to models that the step made. */
  model_calls?: readonly ModelCallRow[];
  closes_wait?: boolean;
  wait?: WaitRow;
  effects?: { key: string; kind: string; payload: unknown }[];
}

/** What only `commitFullStep` writes, by column. */
const fullColumns = [
  "step_attempt",
  "cached",
  "error_code",
  "retry_in_ms",
  "model_id",
  "input_tokens",
  "output_tokens",
  "children",
  "removed",
  "facets",
  "cleared_after",
  "model_calls",
  "effects",
] as const satisfies (keyof StepRow)[];

/** What `startWithStep` does not write either, by column. */
const askingColumns = ["messages", "closes_wait", "wait"] as const satisfies (keyof StepRow)[];

/** What `commitHop` does not write either, by column. */
const runColumns = [
  "status",
  "trail",
  "response",
  "step_message",
  "step_answer",
  "replaces_pending",
  "handled_message_seq",
  "uses_decision",
] as const satisfies (keyof StepRow)[];

const hasNone = (row: StepRow, columns: readonly (keyof StepRow)[]): boolean =>
  columns.every((column) => row[column] === undefined);

/** Whether `commitStep` writes all of it. */
export const isDoneStep = (row: StepRow): boolean => row.step_status === "done" && hasNone(row, fullColumns);

/** Whether `startWithStep` writes all of it. */
export const isPlain = (row: StepRow): boolean => isDoneStep(row) && hasNone(row, askingColumns);

/** Whether `commitHop` writes all of it. */
export const isHop = (row: StepRow): boolean => row.keep_lease && isPlain(row) && hasNone(row, runColumns);

/** What the load before a step has read: the seq of the claimant's newest message, and what the answer is. */
export type LoadedInput = Pick<LoadedState, "messageSeq" | "savedAnswer" | "answerIs" | "isFresh">;

/** A step as a row. Throws for a question that cannot be answered. */
export function toStepRow(
  { session, token }: Pick<Lease, "session" | "token">,
  loaded: LoadedInput,
  { step, session: next, messages, clearedAfter, wait, effects, tookAnswer, keepLease }: StepCommit,
  facetCopy: FacetCopy,
): StepRow {
  const isDone = step.status === "done";
  const took = tookAnswer ? loaded.answerIs : null;
  const isStopped = step.error?.code === "turn_cancelled";
  // Edits by hand and stopped turns leave the question, the timer and the failed attempts as they are.
  const replacesPending =
    step.status !== "saved" && !isStopped && (loaded.isFresh || !isDone || tookAnswer || wait !== null);
  const status = keepLease ? (replacesPending ? "ready" : undefined) : next.status;
  const { modelId, inputTokens, outputTokens } = step.usage ?? {};
  return {
    id: session.id.toLowerCase(),
    version: session.version,
    token,
    keep_lease: keepLease,
    status,
    current_task_id: next.currentTaskId,
    trail: trailAfter(session.backStack, next.move, session.currentTaskId),
    task_id: step.taskId,
    step_status: step.status,
    action: step.action ?? undefined,
    next_task_id: step.nextTaskId ?? undefined,
    response: step.response ?? undefined,
    step_message: step.statusMessage ?? undefined,
    patch: storedPatch(step),
    step_answer: step.answer ?? undefined,
    duration_ms: step.durationMs,
    step_attempt: step.attempt === 1 ? undefined : step.attempt,
    cached: step.cached || undefined,
    error_code: step.error?.code,
    error_message: step.error?.message,
    retry_in_ms: wholeNumber(step.retryInMs),
    model_id: modelId,
    input_tokens: wholeNumber(inputTokens),
    output_tokens: wholeNumber(outputTokens),
    children: step.children?.map((child) => ({ ...child })),
    replaces_pending: replacesPending || undefined,
    attempt: next.attempt,
    wake_in_ms: wholeNumber(wait?.wakeInMs),
    answer: took === "saved" ? undefined : (loaded.savedAnswer ?? undefined),
    handled_message_seq: isDone && took === "words" ? loaded.messageSeq : undefined,
    uses_decision: (isDone && (took === "decision" || wait !== null)) || undefined,
    is_stopped: isStopped || undefined,
    gives_up_at: step.status === "failed" && !isStopped && step.retryInMs === null ? loaded.messageSeq : undefined,
    sets_aside: step.error?.code === "step_never_ended" || undefined,
    removed: step.patch.remove.length > 0 ? [...step.patch.remove] : undefined,
    facets: facetsAfter(facetCopy, session.context, step.patch),
    cleared_after: clearedAfter ?? undefined,
    said: messages.length || undefined,
    messages: messages.length > 0 ? messages.map(toMessageRow) : undefined,
    closes_wait: (isDone && session.wait !== null) || undefined,
    wait: wait ? toWaitRow(wait) : undefined,
    effects: effects.length > 0 ? effects.map(({ key, kind, payload }) => ({ key, kind, payload })) : undefined,
  };
}

function trailAfter(backStack: readonly string[], move: BackStackMove, taskId: string): readonly string[] | undefined {
  return move === "push" && backStack.length < maxBackStack ? undefined : backStackAfter(backStack, move, taskId);
}

function storedPatch({ patch: { set, remove } }: Step): StepRow["patch"] {
  const patch: StepRow["patch"] = {};
  if (Object.keys(set).length > 0) patch.set = set;
  if (remove.length > 0) patch.remove = remove;
  return patch;
}

const wholeNumber = (number: number | null | undefined): number | undefined =>
  number == null ? undefined : Math.round(number);

/** A message as the statements take it. Throws for data of another shape: there is no column for it. */
export const toMessageRow = ({ role, content, timestamp, data }: HistoryMessage) => ({
  id: randomUUID(),
  role,
  at: timestamp,
  parts: [{ type: "text", text: content }],
  ...(data !== undefined && messageDataSchema.parse(data)),
});

interface WaitRow {
  id: string;
  audience: string;
  queue: string | null;
  form: unknown;
  priority: number;
  amountCents: number | null;
  currency: string;
  reasons: string[];
  dueInMs: number | null;
  wakeInMs: number | null;
  assigneeId: string | null;
  rules: Pick<WaitData, "approvals" | "secondApprovalFrom" | "roles" | "people">;
}

/**
 * The columns of a question. One without an audience asks the claimant. Throws for an audience that does not exist, for
 * data of another shape, and for a question that cannot be answered.
 */
export function toWaitRow(wait: WaitRequest): WaitRow {
  const { audience = "claimant", form, dueInMs, wakeInMs } = wait;
  if (audience !== "claimant" && audience !== "reviewer" && audience !== "timer") {
    throw new Error(`"${audience}" is not an audience.`);
  }
  const data = waitDataSchema.parse(wait.data ?? {});
  if (audience === "reviewer" && !data.queue) throw new Error("A reviewer's question needs a queue.");
  if (audience === "timer" && wakeInMs === undefined) throw new Error("A timer needs a time.");
  return {
    id: randomUUID(),
    audience,
    queue: data.queue ?? null,
    form: wait.audience === undefined && isObject(form) ? replyForm(form) : form,
    priority: Math.round(data.priority ?? 0),
    amountCents: storableCents(data.amountCents),
    currency: data.currency ?? "USD",
    reasons: data.reasons ?? [],
    dueInMs: wholeNumber(dueInMs) ?? null,
    wakeInMs: wholeNumber(wakeInMs) ?? null,
    assigneeId: data.assigneeId ?? null,
    rules: {
      approvals: data.approvals,
      secondApprovalFrom: data.secondApprovalFrom,
      roles: data.roles,
      people: data.people,
    },
  };
}

/** The form of a task that waits without a question of its own, as the chat draws it. */
const replyForm = (form: JsonObject): JsonObject => ({ type: "reply", suggestions: [], ...form });
