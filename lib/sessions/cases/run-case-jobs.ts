import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { isDatabaseUnavailable } from "@/lib/db/is-database-unavailable";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { advanceIfFree } from "../session-host";
import { applyDueChange, type DueChange, dueChanges, findDueCases, refreshPriorities } from "../sql/cases/case-jobs";
import type { ChangedRow } from "../sql/cases/change-case";
import { type CancelReason, cancelPending, commitPending, type DecidedRow, duePending } from "../sql/cases/decide-case";

/** The most cases that one sweep takes of each kind. */
const sweepLimit = 200;

/**
 * Commits the pending decisions of a session, or of all of them, whose time has come; any process may do it, also when
 * the one that took the decision is gone. One whose owner may not decide the case any more is cancelled, and so is one
 * that the database refuses: it would be refused again. The others are committed all the same. Throws AppError("busy")
 * at the end when the database was not available for one of them: the job is then tried again.
 */
export async function commitDecisions(sessionId: string | null = null): Promise<void> {
  const due = await prisma.$queryRaw<{ id: string; session_id: string }[]>(duePending(sweepLimit, sessionId));
  let isLate = false;
  for (const pending of due) {
    const about = { pendingId: pending.id, sessionId: pending.session_id };
    const outcome = await goOn("A pending decision could not be committed", about, () => commit(pending));
    isLate ||= outcome === "unavailable";
    if (outcome === "refused")
      await goOn("A pending decision could not be cancelled", about, () => cancel(pending, "failed"));
  }
  if (isLate) throw new AppError("busy");
}

async function commit(pending: { id: string; session_id: string }): Promise<void> {
  const [committed] = await prisma.$queryRaw<DecidedRow[]>(commitPending(pending.id));
  if (!committed) return cancel(pending, "not_allowed");
  notifySession(pending.session_id);
  await moveOn(pending.session_id);
}

async function cancel(pending: { id: string; session_id: string }, reason: CancelReason): Promise<void> {
  const [cancelled] = await prisma.$queryRaw<ChangedRow[]>(cancelPending(pending.id, reason));
  if (cancelled) notifySession(pending.session_id);
}

/** The decision is stored whatever comes after it; a sweep continues a session that did not move on. */
async function moveOn(sessionId: string): Promise<void> {
  try {
    await advanceIfFree(sessionId);
  } catch (error) {
    log.error({ err: error, sessionId }, "The session did not move on after a decision");
  }
}

/** Runs what is due: expired leases, snoozes, cases of absent people, priorities and pending decisions. */
export async function sweepCases(): Promise<void> {
  await goOn("Pending decisions could not be read", {}, () => commitDecisions());
  for (const change of dueChanges) await goOn("Cases could not be read", { change }, () => runDueChange(change));
  await goOn("Priorities could not be computed", {}, () => prisma.$executeRaw(refreshPriorities(sweepLimit)));
}

/** Shows cases again whose snooze is over. */
export const wakeCases = (): Promise<void> => runDueChange("case.woken");

async function runDueChange(change: DueChange): Promise<void> {
  let isLate = false;
  for (const { id } of await prisma.$queryRaw<{ id: string }[]>(findDueCases(change, sweepLimit))) {
    const outcome = await goOn("A case could not be changed", { change, caseId: id }, async () => {
      const [changed] = await prisma.$queryRaw<ChangedRow[]>(applyDueChange(change, id));
      if (changed) notifySession(changed.session_id);
    });
    isLate ||= outcome === "unavailable";
  }
  if (isLate) throw new AppError("busy");
}

/**
 * One part of the work: its error is logged, and the other parts are done all the same. "refused": the same would fail
 * again; "unavailable": the next sweep tries it again.
 */
async function goOn(
  failure: string,
  about: Record<string, string>,
  work: () => Promise<unknown>,
): Promise<"done" | "refused" | "unavailable"> {
  try {
    await work();
    return "done";
  } catch (error) {
    log.error({ err: error, ...about }, failure);
    return isDatabaseUnavailable(error) ? "unavailable" : "refused";
  }
}
