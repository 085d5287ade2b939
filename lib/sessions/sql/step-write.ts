import { randomUUID } from "node:crypto";
import type { Context, HistoryMessage, JsonObject, JsonValue, Step, WaitRequest } from "@/lib/engine";
import {
  type BackStackMove,
  backStackAfter,
  isIsoTime,
  isObject,
  type Lease,
  maxBackStack,
  type StepCommit,
} from "@/lib/engine/storage-kit";
import { waitDataSchema } from "@/lib/tasks/schema";
import type { LoadedState } from "../reading/load-state";

/** What `commitSteps` needs to know of one step; it says which column each becomes. */
export interface StepWrite {
  id: string;
  version: number;
  /** The lease that fences this write; null for a write that needs the session to be free, which then says so. */
  token: string | null;
  needsNoLease: boolean;
  keepLease: boolean;
  /** Null when it stays: the session was made ready by the first step of this run. */
  status: string | null;
  currentTaskId: string;
  attempt: number;
  retryInMs: number | null;
  wakeInMs: number | null;
  /** The new trail; null when it is the old one and this task. */
  trail: readonly string[] | null;
  answer: JsonValue;
  /** Messages of the claimant up to this seq have been read. */
  handledMessageSeq: number;
  /** It failed with messages up to this seq there and is not tried again by itself, until there are others; else null. */
  givesUpAt: number | null;
  /** Somebody stopped the turn: what the claimant has written so far is due again only with what they write next. */
  isStopped: boolean;
  /** The step was begun too often without ever ending: the session is not due until it is asked for. */
  setsAside: boolean;
  /** The conversation begins anew after this many of `messages`; null when it goes on. */
  clearedAfter: number | null;
  /** What the session stood at when the run began (failed tries, a timer, an answer) is to be written over. */
  leavesBehind: boolean;
  /** The question that stood is answered: forget its answer. */
  settles: boolean;
  /** Forget its decision too: a task has looked at it, or asks something else, which it does not answer. */
  spendsDecision: boolean;
  /** Null when the step changed none of them. */
  facets: Facets | null;
  taskId: string;
  stepStatus: string;
  action: string | null;
  nextTaskId: string | null;
  response: string | null;
  stepMessage: string | null;
  patch: StoredPatch;
  /** Whether it removes anything, or sets nothing. */
  removes: boolean;
  stepAnswer: JsonValue;
  errorCode: string | null;
  durationMs: number;
  /** What few steps have: an attempt beyond the first, an error, tokens used, children. */
  more: JsonObject | null;
  /** How many messages it says. */
  said: number;
  messages: { id: string; role: string; parts: unknown }[] | null;
  closesWait: boolean;
  wait: WaitRow | null;
  effects: { key: string; kind: string; payload: unknown }[] | null;
}

/** A patch as it is stored: what is empty is left out. */
type StoredPatch = { set?: JsonObject; remove?: string[] };

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
export type SeenByStep = Pick<LoadedState, "messageSeq" | "savedAnswer" | "answerIs" | "isFresh">;

/** The write of a step. */
export function writeOfStep(
  { session, token }: { session: Lease["session"]; token: string | null },
  seen: SeenByStep,
  { step, session: next, messages, clearedAfter, wait, effects, tookAnswer, keepLease }: StepCommit,
): StepWrite {
  const isDone = step.status === "done";
  const took = tookAnswer ? seen.answerIs : null;
  const isStopped = step.error?.code === "turn_cancelled";
  // What is edited by hand or stopped does not move the session: its question, timer and failed tries stay.
  const leavesBehind =
    step.status !== "saved" && !isStopped && (seen.isFresh || !isDone || tookAnswer || wait !== null);
  return {
    id: session.id.toLowerCase(),
    version: session.version,
    token,
    needsNoLease: token === null,
    keepLease,
    status: keepLease ? (leavesBehind ? "ready" : null) : next.status,
    currentTaskId: next.currentTaskId,
    attempt: next.attempt,
    retryInMs: step.retryInMs,
    wakeInMs: wait?.wakeInMs ?? null,
    trail: trailOf(session.backStack, next.move, session.currentTaskId),
    answer: took === "saved" ? null : seen.savedAnswer,
    handledMessageSeq: isDone && took === "words" ? seen.messageSeq : 0,
    isStopped,
    setsAside: step.error?.code === "step_never_ended",
    clearedAfter,
    leavesBehind,
    settles: isDone,
    spendsDecision: isDone && (took === "decision" || wait !== null),
    givesUpAt: step.status === "failed" && !isStopped && step.retryInMs === null ? seen.messageSeq : null,
    facets: facetsAfter(session.context, step),
    taskId: step.taskId,
    stepStatus: step.status,
    action: step.action,
    nextTaskId: step.nextTaskId,
    response: step.response,
    stepMessage: step.statusMessage,
    patch: storedPatch(step),
    removes: step.patch.remove.length > 0 || Object.keys(step.patch.set).length === 0,
    stepAnswer: step.answer ?? null,
    errorCode: step.error?.code ?? null,
    durationMs: step.durationMs,
    more: moreOf(step),
    said: messages.length,
    messages: messages.length > 0 ? messages.map(toMessageRow) : null,
    closesWait: isDone && session.wait !== null,
    wait: wait && toWaitRow(wait),
    effects: effects.length > 0 ? effects.map(({ key, kind, payload }) => ({ key, kind, payload })) : null,
  };
}

function trailOf(trail: readonly string[], move: BackStackMove, here: string): readonly string[] | null {
  return move === "push" && trail.length < maxBackStack ? null : backStackAfter(trail, move, here);
}

function storedPatch({ patch: { set, remove } }: Step): StoredPatch {
  const patch: StoredPatch = {};
  if (Object.keys(set).length > 0) patch.set = set;
  if (remove.length > 0) patch.remove = remove;
  return patch;
}

function moreOf({ attempt, error, retryInMs, usage, children, cached }: Step): JsonObject | null {
  if (attempt === 1 && !error && !usage && !children && !cached) return null;
  const { modelId, inputTokens, outputTokens } = usage ?? {};
  return {
    attempt,
    cached,
    ...(error && { errorMessage: error.message, retryInMs }),
    ...(modelId !== undefined && { modelId }),
    ...(inputTokens !== undefined && { inputTokens: Math.round(inputTokens) }),
    ...(outputTokens !== undefined && { outputTokens: Math.round(outputTokens) }),
    ...(children && { children: children.map((child) => ({ ...child })) }),
  };
}

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

/**
 * The columns of a question. One without an audience asks the claimant. Throws for an audience that does not exist, for
 * data of another shape, and for a question that no one can answer.
 */
export function toWaitRow(wait: WaitRequest): WaitRow {
  const { audience = "claimant", form, dueInMs, wakeInMs } = wait;
  if (audience !== "claimant" && audience !== "reviewer" && audience !== "timer") {
    throw new Error(`"${audience}" is no audience.`);
  }
  const {
    queue,
    priority = 0,
    amountCents,
    currency = "USD",
    reasons = [],
    assigneeId,
  } = waitDataSchema.parse(wait.data ?? {});
  if (audience === "reviewer" && !queue) throw new Error("A reviewer's question needs a queue.");
  if (audience === "timer" && wakeInMs === undefined) throw new Error("A timer needs a time.");
  return {
    id: randomUUID(),
    audience,
    queue: queue ?? null,
    form: wait.audience === undefined && isObject(form) ? replyForm(form) : form,
    priority: Math.round(priority),
    amountCents: storableCents(amountCents),
    currency,
    reasons,
    dueInMs: wholeMs(dueInMs),
    wakeInMs: wholeMs(wakeInMs),
    assigneeId: assigneeId ?? null,
  };
}

/** The form of a task that only said that it waits, as the chat draws it. */
const replyForm = (form: JsonObject): JsonObject => ({ type: "reply", suggestions: [], ...form });

const wholeMs = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms));

/** What the columns for amounts can hold: whole cents, not negative, four bytes. */
const storableCents = (cents: unknown): number | null =>
  Number.isSafeInteger(cents) && Number(cents) >= 0 && Number(cents) <= 2_147_483_647 ? Number(cents) : null;

function facetsAfter(context: Context, { patch }: Step): Facets | null {
  if (!facetKeys.some((key) => Object.hasOwn(patch.set, key) || patch.remove.includes(key))) return null;
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
