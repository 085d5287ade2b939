import {
  Context,
  type HistoryMessage,
  type JsonObject,
  type JsonValue,
  Session,
  type SessionStatus,
  type WaitRequest,
} from "@/lib/engine";
import type { MessageAnswer } from "@/lib/tasks/conversation/read-answer";
import type { WaitData } from "@/lib/tasks/schema";
import { type LoadedLease, type LoadedSession, type LoadedState, nothingLoaded } from "./load-state";

/** How many of the newest messages a run reads: the cost of a turn must not grow with the conversation. */
export const historyWindow = 40;

/** A message of a loaded session; its time in epoch milliseconds. */
type LoadedMessage = [
  seq: number,
  role: HistoryMessage["role"],
  parts: MessagePart[],
  atMs: number,
  citations?: JsonValue,
];

/** A row of `acquireSessions`. */
export interface AcquiredRow extends LoadedRow {
  /** Whether all columns are of one snapshot. */
  is_current: boolean;
  /** The timer of its question has run out. */
  is_woken: boolean;
  /** How often its current step was started, this time included. */
  begun: number;
  /** Whether the last allowed try of its current step was started and never ended. */
  had_last_try: boolean;
}

/** The columns of a question that the engine holds as `WaitRequest.data`; null for what it does not carry. */
type LoadedWaitData = { [Key in keyof WaitData]-?: WaitData[Key] | null };

/** A row of `loadSession`. */
export interface LoadedRow {
  id: string;
  workflow_version_id: string;
  current_task_id: string;
  status: SessionStatus;
  status_message: string | null;
  context: JsonObject;
  version: number;
  step_seq: number;
  attempt: number;
  start_task_id: string;
  trail: string[];
  answer: JsonValue | null;
  handled_message_seq: number;
  wait: ({ id: string; openedMessageSeq: number; audience: string; form: JsonValue } & LoadedWaitData) | null;
  decision: JsonObject | null;
  /** The newest first. */
  newest_messages: LoadedMessage[] | null;
  unread: LoadedMessage[] | null;
}

/**
 * A message is text and what its page sent with it: typed values with what the form had shown, the wait whose facts
 * were confirmed, or the wait that was on the page.
 */
export type MessagePart =
  | { type: "text"; text: string }
  | { type: "data-facts"; data: JsonObject; shown?: Record<string, string> }
  | { type: "data-confirm"; data: { waitId: string } }
  | { type: "data-seen"; data: { waitId: string } };

/** A session that was just created, as a load would return it. */
export function startedSession({ id, currentTaskId, graphId, context, version }: Session): LoadedSession {
  const session = new Session(id, currentTaskId, graphId);
  session.context = context.copy();
  session.version = version;
  // It is ready, without a question, an answer or a failed attempt: the first step overwrites nothing.
  return { session, loaded: { ...nothingLoaded, isFresh: false } };
}

/** A loaded row as the engine's session, with the answer that its open question has got. */
export function readSession(row: LoadedRow): LoadedSession {
  const session = new Session(row.id, row.current_task_id, row.workflow_version_id);
  session.status = row.status;
  session.statusMessage = row.status_message;
  session.context = new Context(row.context, (row.newest_messages ?? []).map(toHistoryMessage).reverse());
  session.version = row.version;
  session.stepSeq = row.step_seq;
  session.attempt = row.attempt;
  session.backStack = row.trail;
  session.wait = row.wait && readWait(row.wait);
  const words = row.decision ? undefined : messageAnswer(row);
  session.answer = row.decision ?? words ?? row.answer ?? undefined;
  const loaded: LoadedState = {
    messageSeq: (row.unread ?? []).at(-1)?.[0] ?? 0,
    wait: session.wait,
    savedAnswer: row.answer,
    answer: session.answer,
    answerIs: row.decision ? "decision" : words ? "words" : row.answer === null ? null : "saved",
    isFresh: true,
  };
  return { session, loaded };
}

/** The open question as the engine holds it. */
function readWait({ audience, form, ...columns }: NonNullable<LoadedRow["wait"]>): WaitRequest<WaitData> {
  const { id: _id, openedMessageSeq: _seq, ...data } = columns;
  const carried = Object.entries(data).filter(([, value]) => value !== null);
  return { audience, form, data: Object.fromEntries(carried) };
}

/** A row of `acquireSessions` as the engine's lease. */
export const readLease = (row: AcquiredRow, token: string): LoadedLease => ({
  ...readSession(row),
  token,
  startCount: row.begun,
  hadLastTry: row.had_last_try,
});

/** A loaded row with one more message of the claimant's. */
export function withMessage<Row extends LoadedRow>(
  row: Row,
  { seq, parts, atMs }: { seq: number; parts: MessagePart[]; atMs: number },
): Row {
  const message: LoadedMessage = [seq, "user", parts, atMs];
  return {
    ...row,
    unread: [...(row.unread ?? []), message],
    newest_messages: [message, ...(row.newest_messages ?? [])].slice(0, historyWindow),
  };
}

const toHistoryMessage = ([seq, role, parts, atMs, citations]: LoadedMessage): HistoryMessage => ({
  seq,
  role,
  content: textOf(parts),
  timestamp: new Date(atMs).toISOString(),
  ...storedData(citations),
});

/** The data of a stored message, as a property; nothing for a message without citations. */
export const storedData = (citations: JsonValue | undefined): Pick<HistoryMessage, "data"> =>
  citations == null ? {} : { data: { citations } };

/** What the claimant wrote and no step has read; a reviewer's question never takes it as an answer. */
function messageAnswer({ unread, wait }: LoadedRow): JsonValue | undefined {
  if (!unread || (wait && wait.audience !== "claimant")) return undefined;
  const parts = unread.flatMap(([, , some]) => some);
  const spoken = unread.filter(([, , some]) => some.every(({ type }) => type === "text" || type === "data-seen"));
  const seen = parts.flatMap((part) => (part.type === "data-seen" ? [part.data.waitId] : []));
  return {
    type: "message",
    // Messages from before the question, or from a page without it, inform: they are not an answer to it.
    asked:
      wait !== null &&
      unread.every(([seq]) => seq > wait.openedMessageSeq) &&
      seen.every((waitId) => waitId === wait.id),
    text: spoken.map(([, , some]) => textOf(some)).join("\n"),
    messageSeqs: unread.map(([seq]) => seq),
    ...typedFacts(parts),
    confirmsWaitId: confirmedWait(unread, wait),
    waitId: wait?.id ?? null,
  } satisfies MessageAnswer;
}

/** The wait that was confirmed, when everything that was sent is a confirmation: two tabs may both have confirmed. */
function confirmedWait(unread: LoadedMessage[], wait: LoadedRow["wait"]): string | null {
  const confirmed = unread.map(([, , some]) => some.find((part) => part.type === "data-confirm")?.data.waitId);
  if (confirmed.includes(undefined)) return null;
  return confirmed.find((waitId) => waitId === wait?.id) ?? confirmed[0] ?? null;
}

/** The values of forms. When several forms have the same field, the first one counts; the later values are `late`. */
function typedFacts(parts: MessagePart[]): Pick<MessageAnswer, "facts" | "shown" | "late"> {
  const facts: JsonObject = {};
  const shown: Record<string, string> = {};
  const late: JsonObject = {};
  for (const part of parts) {
    if (part.type !== "data-facts") continue;
    for (const [key, value] of Object.entries(part.data)) {
      const was = part.shown?.[key];
      if (was !== undefined && Object.hasOwn(facts, key) && facts[key] !== value) late[key] = value;
      else facts[key] = value;
      if (was !== undefined) shown[key] ??= was;
    }
  }
  return { facts, shown, late };
}

/** The words of a message, without what a form sent beside them. */
export const textOf = (parts: MessagePart[]): string =>
  parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
