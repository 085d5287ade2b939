import { randomUUID } from "node:crypto";
import {
  type BackStackMove,
  backStackAfter,
  type Context,
  type HistoryMessage,
  isIsoTime,
  type JsonObject,
  type JsonValue,
  type Lease,
  maxBackStack,
  type Step,
  type StepCommit,
  type WaitRequest,
} from "@/lib/engine";
import type { ModelCallRow } from "@/lib/llm/model-calls";
import type { StoredSession } from "../../reading/read-session";

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
  /** The step began too often without ending: the session is not due until it is acquired without `onlyDue`. */
  sets_aside?: boolean;

  removed?: string[];
  /** Undefined when the step changed none of them. */
  facets?: Facets;
  /** The conversation begins anew after this many of the messages. */
  cleared_after?: number;
  /** How many messages there are. */
  said?: number;
  messages?: { id: string; role: string; parts: unknown }[];
  /** The requests to models that the step made. */
  model_calls?: readonly ModelCallRow[];
  closes_wait?: boolean;
  wait?: WaitRow;
  effects?: { key: string; kind: string; payload: unknown }[];
}

/** What `commitStep` does not write, by column: a row with any of them needs `commitFullStep`. */
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
  "messages",
  "model_calls",
  "closes_wait",
  "wait",
  "effects",
] as const satisfies (keyof StepRow)[];

/** Whether `commitStep` writes all of it. */
export const isPlain = (row: StepRow): boolean =>
  row.step_status === "done" && fullColumns.every((column) => row[column] === undefined);

/** The context keys that lists sort and filter by; every commit copies them into columns. */
export interface Facets {
  subject: string | null;
  amountCents: number | null;
  currency: string;
  confirmedAt: string | null;
  outcome: string | null;
  flags: string[];
}

const facetKeys = ["insurance_type", "amount_cents", "currency", "confirmed_at", "outcome", "flags"];

/** What the load that a step began with has seen: how far the claimant's messages go, and what its answer is. */
export type LoadedInput = Pick<StoredSession, "loadedMessageSeq" | "savedAnswer" | "answerIs" | "isFresh">;

/** A step as a row. Throws for a question that cannot be answered. */
export function toStepRow(
  { session, token }: Pick<Lease, "session" | "token">,
  loaded: LoadedInput,
  { step, session: next, messages, clearedAfter, wait, effects, tookAnswer, keepLease }: StepCommit,
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
    handled_message_seq: isDone && took === "words" ? loaded.loadedMessageSeq : undefined,
    uses_decision: (isDone && (took === "decision" || wait !== null)) || undefined,
    is_stopped: isStopped || undefined,
    gives_up_at:
      step.status === "failed" && !isStopped && step.retryInMs === null ? loaded.loadedMessageSeq : undefined,
    sets_aside: step.error?.code === "step_never_ended" || undefined,
    removed: step.patch.remove.length > 0 ? [...step.patch.remove] : undefined,
    facets: facetsAfter(session.context, step),
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

/** A message as the statements take it. */
export const toMessageRow = ({ role, content, timestamp }: HistoryMessage) => ({
  id: randomUUID(),
  role,
  at: timestamp,
  parts: [{ type: "text", text: content }],
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
}

/** Throws for a question that cannot be answered. */
export function toWaitRow(wait: WaitRequest): WaitRow {
  if (wait.audience !== "claimant" && wait.audience !== "reviewer" && wait.audience !== "timer") {
    throw new Error(`"${wait.audience}" cannot answer a question.`);
  }
  if (wait.audience === "reviewer" && !wait.queue) throw new Error("A reviewer's question needs a queue.");
  if (wait.audience === "timer" && wait.wakeInMs === undefined) throw new Error("A timer needs a time.");
  return {
    id: randomUUID(),
    audience: wait.audience,
    queue: wait.queue ?? null,
    form: wait.form,
    priority: Math.round(wait.priority ?? 0),
    amountCents: storableCents(wait.amountCents),
    currency: wait.currency ?? "USD",
    reasons: wait.reasons ?? [],
    dueInMs: wholeNumber(wait.dueInMs) ?? null,
    wakeInMs: wholeNumber(wait.wakeInMs) ?? null,
    assigneeId: wait.assigneeId ?? null,
  };
}

/** What the columns for amounts can hold: whole cents, not negative, four bytes. */
const storableCents = (cents: unknown): number | null =>
  Number.isSafeInteger(cents) && Number(cents) >= 0 && Number(cents) <= 2_147_483_647 ? Number(cents) : null;

function facetsAfter(context: Context, { patch }: Step): Facets | undefined {
  if (!facetKeys.some((key) => Object.hasOwn(patch.set, key) || patch.remove.includes(key))) return undefined;
  return facetsOf((key) =>
    patch.remove.includes(key) ? undefined : Object.hasOwn(patch.set, key) ? patch.set[key] : context.get(key),
  );
}

/** The facets of a context of which `value` reads the keys. */
export function facetsOf(value: (key: string) => JsonValue | undefined): Facets {
  const text = (key: string): string | null => {
    const found = value(key);
    return typeof found === "string" ? found : null;
  };
  const confirmedAt = text("confirmed_at");
  const flags = value("flags");
  return {
    subject: text("insurance_type"),
    amountCents: storableCents(value("amount_cents")),
    currency: text("currency") ?? "USD",
    confirmedAt: confirmedAt !== null && isIsoTime(confirmedAt) ? confirmedAt : null,
    outcome: text("outcome"),
    flags: Array.isArray(flags) ? flags.filter((flag) => typeof flag === "string") : [],
  };
}
