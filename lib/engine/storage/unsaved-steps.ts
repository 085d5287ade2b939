import type { JsonObject } from "../json";
import { emptyPatch, mergePatches } from "../session/context";
import type { Session } from "../session/session";
import { emptyStep, nothingElse } from "./apply-commit";
import type { Step, StepCommit } from "./session-storage";

/** What a storage needs to know, beside the session itself, to save a session that a caller has changed. */
interface UnsavedSteps {
  /** The task at which the last step, or the last `save`, left the session. */
  storedTaskId: string;
  /** The values before the first of the steps. */
  initialValues: JsonObject | undefined;
  /** Steps made by `Graph.executeSession`, and edits by hand that were made a step before. */
  steps: StepCommit[];
}

/** By session object: sessions themselves are plain. Nothing is kept for a session that is no longer used. */
const unsavedBySession = new WeakMap<Session, UnsavedSteps>();

function unsavedOf(session: Session): UnsavedSteps {
  const known = unsavedBySession.get(session);
  if (known) return known;
  const unsaved = { storedTaskId: session.currentTaskId, initialValues: undefined, steps: [] };
  unsavedBySession.set(session, unsaved);
  return unsaved;
}

/** The steps that the next `save` of the session has to record, oldest first. */
export const unsavedSteps = (session: Session): readonly StepCommit[] =>
  unsavedBySession.get(session)?.steps ?? noSteps;

const noSteps: readonly StepCommit[] = [];

/** The values that a session which was never saved began with. */
export const initialValuesOf = (session: Session): JsonObject =>
  unsavedBySession.get(session)?.initialValues ?? session.context.values();

/** The session is now as the storage has it: it was loaded, or just saved. */
export function markStored(session: Session): void {
  unsavedBySession.set(session, { storedTaskId: session.currentTaskId, initialValues: undefined, steps: [] });
}

/** The session was stored, and the storage keeps a separate copy. */
export function discardUnsaved(session: Session): void {
  unsavedBySession.delete(session);
}

/** Keeps a step that was made by hand for the next `save`. The caller applies it to the session. */
export function keepStep(session: Session, commit: StepCommit): void {
  const unsaved = unsavedOf(session);
  unsaved.initialValues ??= session.context.values();
  unsaved.storedTaskId = commit.session.currentTaskId;
  unsaved.steps.push(commit);
}

/** Whether a session is as `new Session` made it, apart from its values. */
export const isUntouched = (session: Session): boolean =>
  session.version === 0 &&
  session.status === "ready" &&
  !session.statusMessage &&
  session.attempt === 0 &&
  session.backStack.length === 0 &&
  session.wait === null &&
  session.answer === undefined &&
  unsavedSteps(session).length === 0 &&
  session.context.newMessages().length === 0;

/**
 * Makes the edits by hand (values, messages, the current task) a step of their own for the next `save`, so that the
 * history has no gap. Edits of a session that was never saved become its initial values. When an earlier `save` failed,
 * its step is extended by the later edits.
 */
export function recordEdits(session: Session): void {
  const unsaved = unsavedOf(session);
  const earlier = takeBackEdits(session, unsaved);
  const { context, status, currentTaskId, statusMessage, attempt } = session;
  const isNew = session.version === 0 && session.stepSeq === 0;
  if (isNew) unsaved.initialValues = context.values();
  const storedTaskId = earlier?.step.taskId ?? unsaved.storedTaskId;
  const isMoved = !isNew && currentTaskId !== storedTaskId;
  const patch = isNew ? emptyPatch : mergePatches(earlier?.step.patch ?? emptyPatch, context.patch());
  const { messages, clearedAfter } = mergeMessages(session, earlier);
  const isEdited = Object.keys(patch.set).length + patch.remove.length + messages.length > 0 || isMoved;
  if (!isEdited && (clearedAfter === null || isNew)) return;
  const where = { taskId: isMoved ? storedTaskId : currentTaskId, nextTaskId: isMoved ? currentTaskId : null };
  const step: Step = { ...emptyStep(session), ...where, status: "saved", patch };
  const next = { status, currentTaskId, statusMessage, attempt, move: "keep" } as const;
  unsaved.steps.push({ ...nothingElse, step, session: next, messages, clearedAfter });
  session.stepSeq = step.seq;
  context.absorb(emptyPatch, []);
}

/** The step of edits that was made last, when no other step has followed. */
function takeBackEdits(session: Session, { steps }: UnsavedSteps): StepCommit | undefined {
  if (steps.at(-1)?.step.status !== "saved") return undefined;
  session.stepSeq -= 1;
  return steps.pop();
}

/** The messages of the earlier edits and the new ones, and after how many of them the conversation was cleared. */
function mergeMessages(
  { context }: Session,
  earlier: StepCommit | undefined,
): Pick<StepCommit, "messages" | "clearedAfter"> {
  const before = earlier?.messages ?? [];
  const cleared = context.clearedAfter();
  return {
    messages: [...before, ...context.newMessages()],
    clearedAfter: cleared === null ? (earlier?.clearedAfter ?? null) : before.length + cleared,
  };
}
