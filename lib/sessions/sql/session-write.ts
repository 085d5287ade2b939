import { randomUUID } from "node:crypto";
import {
  applyPatch,
  type Claim,
  type HistoryMessage,
  type JsonObject,
  type Session,
  type StepCommit,
  type WaitRequest,
} from "@/lib/engine";

/** What `commitStep` needs to know; JSON, so that one parameter carries a whole step. Field names are the columns'. */
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

/** The write of a step; `seenMessageSeq` is how far the claimant's messages go that the step has read. */
export function writeOfStep(
  { session, token }: Claim,
  seenMessageSeq: number,
  { step, session: next, messages, wait, effects, keepLease }: StepCommit,
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
    answer: null,
    handledMessageSeq: done ? seenMessageSeq : 0,
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
      },
    },
  };
}

/** The write of a session that somebody changed by hand and saves as a whole. */
export function writeOfSave(session: Session): SessionWrite {
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
    settles: true,
    facets: facetsOf(values),
    step: null,
    messages: session.context.newMessages().map(toRow),
    wait: session.wait && toWaitRow(session.wait),
    effects: [],
    audit: { type: "session.saved", data: { status: session.status, taskId: session.currentTaskId } },
  };
}

const toRow = ({ role, content }: HistoryMessage) => ({
  id: randomUUID(),
  role,
  parts: [{ type: "text", text: content }],
});

const toWaitRow = (wait: WaitRequest): NonNullable<SessionWrite["wait"]> => ({
  id: randomUUID(),
  audience: wait.audience === "reviewer" ? "reviewer" : "claimant",
  queue: wait.queue ?? null,
  form: wait.form,
  priority: wait.priority ?? 0,
  amountCents: wait.amountCents ?? null,
  currency: wait.currency ?? "USD",
  reasons: wait.reasons ?? [],
  dueInMs: wait.dueInMs ?? null,
  assigneeId: wait.assigneeId ?? null,
});

/** The context keys that lists sort and filter by; every commit copies them into columns. */
function facetsOf(values: JsonObject): SessionWrite["facets"] {
  const text = (key: string): string | null => (typeof values[key] === "string" ? values[key] : null);
  const cents = values.amount_cents;
  return {
    subject: text("insurance_type"),
    amountCents:
      Number.isSafeInteger(cents) && Number(cents) >= 0 && Number(cents) <= 2_147_483_647 ? Number(cents) : null,
    currency: text("currency") ?? "USD",
    confirmedAt: text("confirmed_at"),
    outcome: text("outcome"),
    flags: Array.isArray(values.flags) ? values.flags.filter((flag) => typeof flag === "string") : [],
  };
}
