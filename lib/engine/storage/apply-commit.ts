import { emptyPatch, mergePatches } from "../session/context";
import type { Session } from "../session/session";
import type { Step, StepCommit, TrailMove } from "./session-storage";

/** How many tasks a trail remembers. */
export const longestTrail = 20;

/** The trail after a step that began at `here`. */
export function trailAfter(trail: readonly string[], move: TrailMove, here: string): string[] {
  if (move === "stay") return trail as string[];
  if (move === "back") return trail.slice(0, -1);
  return [...(trail.length < longestTrail ? trail : trail.slice(1 - longestTrail)), here];
}

/** Makes the session what the commit says it is; its version is the storage's to raise. */
export function applyCommit(session: Session, commit: StepCommit): void {
  const { step, session: next } = commit;
  session.initialValues ??= session.context.values();
  session.trail = trailAfter(session.trail, next.move, session.currentTaskId);
  session.status = next.status;
  session.currentTaskId = session.stoodAt = next.currentTaskId;
  session.statusMessage = next.statusMessage;
  session.attempt = next.attempt;
  session.stepSeq = step.seq;
  session.context.absorb(step.patch, commit.messages, commit.forgets);
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
  const stoodAt = earlier?.step.taskId ?? session.stoodAt;
  session.stoodAt = currentTaskId;
  const isMoved = !isNew && currentTaskId !== stoodAt;
  const patch = isNew ? emptyPatch : mergePatches(earlier?.step.patch ?? emptyPatch, context.patch());
  const said = earlier?.messages ?? [];
  const messages = [...said, ...context.newMessages()];
  const cleared = context.forgets();
  const forgets = cleared === null ? (earlier?.forgets ?? null) : said.length + cleared;
  const isEdited = Object.keys(patch.set).length + patch.remove.length + messages.length > 0 || isMoved;
  if (!isEdited && (forgets === null || isNew)) return;
  const where = { taskId: isMoved ? stoodAt : currentTaskId, nextTaskId: isMoved ? currentTaskId : null };
  const step: Step = { ...emptyStep(session), ...where, status: "saved", patch };
  const next = { status, currentTaskId, statusMessage, attempt, move: "stay" } as const;
  session.unsaved.push({ ...nothingElse, step, session: next, messages, forgets });
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
  forgets: null,
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
