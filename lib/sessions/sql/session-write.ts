import { createHash, randomUUID } from "node:crypto";
import {
  applyPatch,
  type Claim,
  type HistoryMessage,
  type JsonObject,
  type JsonValue,
  type Session,
  type StepCommit,
  type WaitRequest,
} from "@/lib/engine";

/** What `commitStep` needs to know; JSON, so that one parameter carries a whole step. `commitStep` says which column each becomes. */
export interface SessionWrite {
  id: string;
  version: number;
  /** The lease that fences this write; null for a write that needs the session to be free. */
  token: string | null;
  keepLease: boolean;
  status: string;
  currentTaskId: string;
  statusMessage: string | null;
  attempt: number;
  retryInMs: number | null;
  trail: string[];
  /** Either a whole new context, or keys to set and to remove. */
  context: JsonObject | null;
  set: JsonObject;
  remove: string[];
  answer: unknown;
  /** Messages of the claimant up to this seq have been read. */
  handledMessageSeq: number;
  /** The conversation begins anew after this many of `messages`; null when it goes on. */
  forgets: number | null;
  /** The question that stood is answered: close it, forget its decision. */
  settles: boolean;
  facets: {
    subject: string | null;
    amountCents: number | null;
    currency: string;
    confirmedAt: string | null;
    outcome: string | null;
    flags: string[];
  };
  step: {
    taskId: string;
    status: string;
    action: string | null;
    nextTaskId: string | null;
    response: string | null;
    statusMessage: string | null;
    patch: unknown;
    answer: unknown;
    attempt: number;
    errorCode: string | null;
    errorMessage: string | null;
    durationMs: number;
    inputTokens: number | null;
    outputTokens: number | null;
    modelId: string | null;
  } | null;
  messages: { id: string; role: string; parts: unknown }[];
  wait: {
    id: string;
    audience: string;
    queue: string | null;
    form: unknown;
    priority: number;
    amountCents: number | null;
    currency: string;
    reasons: string[];
    dueInMs: number | null;
    assigneeId: string | null;
  } | null;
  effects: { key: string; kind: string; payload: unknown }[];
  audit: { type: string; data: JsonObject };
}

/** The write of a step; `seen` is what its load has seen: how far the claimant's messages go, and a saved answer. */
export function writeOfStep(
  { session, token }: Claim,
  seen: { seenMessageSeq: number; savedAnswer: JsonValue | null },
  { step, session: next, messages, forgets, wait, effects, tookAnswer, keepLease }: StepCommit,
): SessionWrite {
  const done = step.status === "done";
  return {
    id: session.id,
    version: session.version,
    token,
    keepLease,
    status: next.status,
    currentTaskId: next.currentTaskId,
    statusMessage: next.statusMessage,
    attempt: next.attempt,
    retryInMs: step.retryInMs,
    trail: next.trail,
    context: null,
    set: step.patch.set,
    remove: step.patch.remove,
    answer: tookAnswer ? null : seen.savedAnswer,
    handledMessageSeq: done && tookAnswer ? seen.seenMessageSeq : 0,
    forgets,
    settles: done,
    facets: facetsOf(applyPatch(session.context.values(), step.patch)),
    step: {
      taskId: step.taskId,
      status: step.status,
      action: step.action,
      nextTaskId: step.nextTaskId,
      response: step.response,
      statusMessage: step.statusMessage,
      patch: step.patch,
      answer: step.answer ?? null,
      attempt: step.attempt,
      errorCode: step.error?.code ?? null,
      errorMessage: step.error?.message ?? null,
      durationMs: step.durationMs,
      inputTokens: step.usage?.inputTokens ?? null,
      outputTokens: step.usage?.outputTokens ?? null,
      modelId: step.usage?.modelId ?? null,
    },
    messages: messages.map(toRow),
    wait: wait && toWaitRow(wait),
    effects: effects.map(({ key, kind, payload }) => ({ key, kind, payload })),
    audit: {
      type: done ? "step.committed" : "step.failed",
      data: {
        seq: step.seq,
        taskId: step.taskId,
        action: step.action,
        status: next.status,
        nextTaskId: step.nextTaskId,
        sha256: createHash("sha256").update(JSON.stringify(step.patch)).digest("hex"),
      },
    },
  };
}

/**
 * The write of a session that somebody changed by hand and saves as a whole. `waitIsNew`: its open question is another
 * than the stored one, or gone.
 */
export function writeOfSave(session: Session, waitIsNew: boolean): SessionWrite {
  const values = session.context.values();
  return {
    id: session.id,
    version: session.version,
    token: null,
    keepLease: false,
    status: session.status,
    currentTaskId: session.currentTaskId,
    statusMessage: session.statusMessage,
    attempt: session.attempt,
    retryInMs: null,
    trail: session.trail,
    context: values,
    set: {},
    remove: [],
    answer: session.answer ?? null,
    handledMessageSeq: 0,
    forgets: session.context.forgets(),
    settles: waitIsNew,
    facets: facetsOf(values),
    step: null,
    messages: session.context.newMessages().map(toRow),
    wait: waitIsNew && session.wait ? toWaitRow(session.wait) : null,
    effects: [],
    audit: { type: "session.saved", data: { status: session.status, taskId: session.currentTaskId } },
  };
}

const toRow = ({ role, content }: HistoryMessage) => ({
  id: randomUUID(),
  role,
  parts: [{ type: "text", text: content }],
});

/** Throws for a question nobody could ever answer. */
function toWaitRow(wait: WaitRequest): NonNullable<SessionWrite["wait"]> {
  if (wait.audience !== "claimant" && wait.audience !== "reviewer") {
    throw new Error(`"${wait.audience}" is nobody who could answer.`);
  }
  if (wait.audience === "reviewer" && !wait.queue) throw new Error("A reviewer's question needs a queue.");
  return {
    id: randomUUID(),
    audience: wait.audience,
    queue: wait.queue ?? null,
    form: wait.form,
    priority: wait.priority ?? 0,
    amountCents: storableCents(wait.amountCents),
    currency: wait.currency ?? "USD",
    reasons: wait.reasons ?? [],
    dueInMs: wait.dueInMs ?? null,
    assigneeId: wait.assigneeId ?? null,
  };
}

/** What the columns for amounts can hold: whole cents, not negative, four bytes. */
const storableCents = (cents: unknown): number | null =>
  Number.isSafeInteger(cents) && Number(cents) >= 0 && Number(cents) <= 2_147_483_647 ? Number(cents) : null;

const isTime = (text: string | null): text is string => text !== null && !Number.isNaN(Date.parse(text));

/** The context keys that lists sort and filter by; every commit copies them into columns. */
function facetsOf(values: JsonObject): SessionWrite["facets"] {
  const text = (key: string): string | null => (typeof values[key] === "string" ? values[key] : null);
  const confirmedAt = text("confirmed_at");
  return {
    subject: text("insurance_type"),
    amountCents: storableCents(values.amount_cents),
    currency: text("currency") ?? "USD",
    confirmedAt: isTime(confirmedAt) ? confirmedAt : null,
    outcome: text("outcome"),
    flags: Array.isArray(values.flags) ? values.flags.filter((flag) => typeof flag === "string") : [],
  };
}
