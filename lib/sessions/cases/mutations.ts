import { type Prisma, prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { sessionHost } from "../session-host";
import {
  addNote,
  assignCase,
  type CaseActor,
  type ChangedRow,
  claimCase,
  claimNext,
  editCase,
  escalateCase,
  type NewNote,
  releaseCase,
  renewCaseLease,
  snoozeCase,
  tagCase,
  unsnoozeCase,
} from "../sql/cases/change-case";
import {
  type DecidedRow,
  decideCase,
  holdDecision,
  type NewDecision,
  recordsNamed,
  undoDecision,
} from "../sql/cases/decide-case";

// What reviewers do to a case, each in one statement, which is null when its conditions did not hold. The callers check
// rights and describe why nothing was changed.

/** A change of a case by a person in one statement; returns the id of the session, or null. */
async function change(statement: Prisma.Sql): Promise<ChangedRow | null> {
  const [changed] = await prisma.$queryRaw<ChangedRow[]>(statement);
  if (changed) notifySession(changed.session_id);
  return changed ?? null;
}

/** Stores a decision, or an approval that is not the last one, and makes the session of a decided case ready. */
export async function storeDecision(decision: NewDecision): Promise<DecidedRow | null> {
  const [decided] = await prisma.$queryRaw<DecidedRow[]>(decideCase(decision));
  if (decided) notifySession(decided.session_id);
  return decided ?? null;
}

/** Holds a decision for `undoMs` milliseconds; a job commits it then. */
export async function storePending(decision: NewDecision, undoMs: number): Promise<ChangedRow | null> {
  const held = await change(holdDecision(decision, undoMs));
  if (held) await sessionHost.commit(held.session_id, new Date(Date.now() + undoMs));
  return held;
}

/** Whether a decision, a pending one or an approval has this id. */
export const isIdTaken = async (id: string): Promise<boolean> =>
  (await prisma.$queryRaw<unknown[]>(recordsNamed(id))).length > 0;

/** Takes back a pending decision of the actor's. */
export const undoPending = (id: string, actorId: string) => change(undoDecision(id, actorId));

export const claim = (actor: CaseActor) => change(claimCase(actor));
export const release = (actor: CaseActor) => change(releaseCase(actor));
export const assign = (actor: CaseActor, userId: string) => change(assignCase(actor, userId));
export const escalate = (actor: CaseActor, reason: string | null) => change(escalateCase(actor, reason));
export const tag = (actor: CaseActor, tags: { add: string[]; remove: string[] }) => change(tagCase(actor, tags));
export const edit = (actor: CaseActor, edits: Record<string, unknown>) => change(editCase(actor, edits));
export const note = (written: NewNote) => change(addNote(written));
export const unsnooze = (actor: CaseActor) => change(unsnoozeCase(actor));

/** Snoozes a case; a job wakes it. */
export async function snooze(actor: CaseActor, until: Date): Promise<ChangedRow | null> {
  const snoozed = await change(snoozeCase(actor, until));
  if (snoozed) await sessionHost.wakeCase(snoozed.session_id, until);
  return snoozed;
}

/** Gives the actor the most urgent case that nobody has. */
export const claimNextCase = (actorId: string, queues: string[], exceptId?: string) =>
  change(claimNext(actorId, queues, exceptId));

/** The lease of the actor's case begins again. */
export const renewLease = (caseId: string, actorId: string): Promise<number> =>
  prisma.$executeRaw(renewCaseLease(caseId, actorId));
