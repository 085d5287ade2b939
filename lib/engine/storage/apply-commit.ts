import { emptyPatch, mergePatches } from "../session/context";
import type { Session } from "../session/session";
import type { BackStackMove, Step, StepCommit } from "./session-storage";

/** How many tasks a backStack remembers. */
export const maxBackStack = 20;

/** The backStack after a step that began at `here`. */
export function backStackAfter(backStack: readonly string[], move: BackStackMove, here: string): string[] {
  if (move === "keep") return backStack as string[];
  if (move === "pop") return backStack.slice(0, -1);
  return [...(backStack.length < maxBackStack ? backStack : backStack.slice(1 - maxBackStack)), here];
}

/** Makes the session what the commit says it is; its version is the storage's to raise. */
export function applyCommit(session: Session, commit: StepCommit): void {
  const { step, session: next } = commit;
  session.initialValues ??= session.context.values();
  session.backStack = backStackAfter(session.backStack, next.move, session.currentTaskId);
  session.status = next.status;
  session.currentTaskId = session.storedTaskId = next.currentTaskId;
  session.statusMessage = next.statusMessage;
  session.attempt = next.attempt;
  session.stepSeq = step.seq;
  session.context.absorb(step.patch, commit.messages, commit.clearedAfter);
  // A failed step has answered nothing: the question and its answer stay for the next try.
  if (step.status === "done") {
    session.wait = commit.wait;
    if (commit.tookAnswer) session.answer = undefined;
  }
}

/** A step that was made by hand: the session is what it says, and keeps it for the next `save`. */
export function keepStep(session: Session, commit: StepCommit): void {
  applyCommit(session, commit);
  session.unsaved.push(commit);
}

/**
 * Makes what somebody changed by hand in a session they hold, values, messages and where it stands, a step of its own
 * for the next `save` to record, so that the history has no gap. What a new session has is what it begins with. Edits
 * that were made a step before and could not be saved take in what has changed since.
 */
export function recordEdits(session: Session): void {
  const earlier = takeBackEdits(session);
  const { context, status, currentTaskId, statusMessage, attempt } = session;
  const isNew = session.version === 0 && session.stepSeq === 0;
  if (isNew) session.initialValues = context.values();
  const storedTaskId = earlier?.step.taskId ?? session.storedTaskId;
  session.storedTaskId = currentTaskId;
  const isMoved = !isNew && currentTaskId !== storedTaskId;
  const patch = isNew ? emptyPatch : mergePatches(earlier?.step.patch ?? emptyPatch, context.patch());
  const said = earlier?.messages ?? [];
  const messages = [...said, ...context.newMessages()];
  const cleared = context.clearedAfter();
  const clearedAfter = cleared === null ? (earlier?.clearedAfter ?? null) : said.length + cleared;
  const isEdited = Object.keys(patch.set).length + patch.remove.length + messages.length > 0 || isMoved;
  if (!isEdited && (clearedAfter === null || isNew)) return;
  const where = { taskId: isMoved ? storedTaskId : currentTaskId, nextTaskId: isMoved ? currentTaskId : null };
  const step: Step = { ...emptyStep(session), ...where, status: "saved", patch };
  const next = { status, currentTaskId, statusMessage, attempt, move: "keep" } as const;
  session.unsaved.push({ ...nothingElse, step, session: next, messages, clearedAfter });
  session.initialValues ??= context.values();
  session.stepSeq = step.seq;
  context.absorb(emptyPatch, []);
}

/** The edits that were made a step last, when no step has followed. */
function takeBackEdits(session: Session): StepCommit | undefined {
  if (session.unsaved.at(-1)?.step.status !== "saved") return undefined;
  session.stepSeq -= 1;
  return session.unsaved.pop();
}

/** What a step that did nothing else writes beside its record. */
export const nothingElse = {
  messages: [],
  clearedAfter: null,
  wait: null,
  effects: [],
  tookAnswer: false,
  keepLease: false,
} satisfies Partial<StepCommit>;

/** The record of a step of the session's current task that came to nothing. */
export const emptyStep = (session: Session): Step => ({
  seq: session.stepSeq + 1,
  taskId: session.currentTaskId,
  status: "done",
  action: null,
  nextTaskId: null,
  response: null,
  statusMessage: null,
  patch: emptyPatch,
  answer: undefined,
  attempt: session.attempt + 1,
  error: null,
  retryInMs: null,
  durationMs: 0,
  usage: null,
  children: null,
  cached: false,
});
