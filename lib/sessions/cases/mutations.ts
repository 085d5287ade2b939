import { Prisma, prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { sessionHost } from "../session-host";
import { applyDueChange, findCasesToFree } from "../sql/cases/case-jobs";
import { lockPerson } from "../sql/cases/case-parts";
import {
  addNote,
  assignCase,
  type CaseActor,
  type CaseList,
  type ChangedRow,
  claimCase,
  claimNext,
  editCase,
  escalateCase,
  type NewEdits,
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

/** As `change`, one after another for the person who gets the case: their limit counts cases of other sessions. */
async function give(person: Prisma.Sql, statement: Prisma.Sql): Promise<ChangedRow | null> {
  const [, [changed]] = await prisma.$transaction([
    prisma.$executeRaw(lockPerson(person)),
    prisma.$queryRaw<ChangedRow[]>(statement),
  ]);
  if (changed) notifySession(changed.session_id);
  return changed ?? null;
}

const idOf = (id: string): Prisma.Sql => Prisma.sql`${id}::uuid`;

/** Stores a decision, or an approval that is not the last one, and makes the session of a decided case ready. */
export async function storeDecision(decision: NewDecision): Promise<DecidedRow | null> {
  const [decided] = await prisma.$queryRaw<DecidedRow[]>(decideCase(decision));
  if (decided) notifySession(decided.session_id);
  return decided ?? null;
}

/** Holds a decision for `undoMs` milliseconds; a job commits it then. */
export async function storePending(decision: NewDecision, undoMs: number): Promise<ChangedRow | null> {
  const held = await give(idOf(decision.actorId), holdDecision(decision, undoMs));
  if (held) await sessionHost.commit(held.session_id, new Date(Date.now() + undoMs));
  return held;
}

/** Whether a decision, a pending one or an approval has this id. */
export const isIdTaken = async (id: string): Promise<boolean> =>
  (await prisma.$queryRaw<unknown[]>(recordsNamed(id))).length > 0;

/** Takes back a pending decision of the actor's. */
export const undoPending = (id: string, actorId: string) => change(undoDecision(id, actorId));

export const claim = (actor: CaseActor) => give(idOf(actor.actorId), claimCase(actor));
export const release = (actor: CaseActor) => change(releaseCase(actor));
export const escalate = (actor: CaseActor, reason: string | null) => change(escalateCase(actor, reason));
export const tag = (actor: CaseActor, tags: { add: string[]; remove: string[] }) => change(tagCase(actor, tags));
export const edit = (actor: CaseActor, edits: NewEdits) => give(idOf(actor.actorId), editCase(actor, edits));
export const note = (written: NewNote) => change(addNote(written));
export const unsnooze = (actor: CaseActor) => change(unsnoozeCase(actor));

/** Assigns a case to a person, or to the delegate of an absent one. */
export function assign(actor: CaseActor, userId: string): Promise<ChangedRow | null> {
  const them = Prisma.sql`(SELECT coalesce(stand_in(${userId}::uuid, c.queue, s.claimant_id), ${userId}::uuid)
    FROM review_case c JOIN session s ON s.id = c.session_id WHERE c.id = ${actor.caseId}::uuid)`;
  return give(them, assignCase(actor, userId));
}

/** Snoozes a case; a job ends the snooze at its due time. */
export async function snooze(actor: CaseActor, until: Date): Promise<ChangedRow | null> {
  const snoozed = await give(idOf(actor.actorId), snoozeCase(actor, until));
  if (snoozed) await sessionHost.wakeCase(snoozed.session_id, until);
  return snoozed;
}

/** Assigns the first case of a list that is free to the actor. */
export const claimNextCase = (actorId: string, list: CaseList, exceptId?: string) =>
  give(idOf(actorId), claimNext(actorId, list, exceptId));

/** Renews the lease of the actor's case. */
export const renewLease = (caseId: string, actorId: string): Promise<number> =>
  prisma.$executeRaw(renewCaseLease(caseId, actorId));

/** Frees the cases of a person in a queue that they do not have any more, or gives them to who stands in for them. */
export async function freeCasesOf(userId: string, queue: string): Promise<void> {
  for (const { id } of await prisma.$queryRaw<{ id: string }[]>(findCasesToFree(userId, queue)))
    await change(applyDueChange("case.delegated", id));
}
