import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { log } from "@/lib/log";
import { advanceIfFree } from "../session-host";
import { applyDueChange, type DueChange, dueChanges, findDueCases, refreshPriorities } from "../sql/cases/case-jobs";
import type { ChangedRow } from "../sql/cases/change-case";
import { cancelPending, commitPending, type DecidedRow, duePending } from "../sql/cases/decide-case";

/** The most cases that one sweep takes of each kind. */
const sweepLimit = 200;

/**
 * Commits the pending decisions of a session, or of all of them, whose time has come; any process may do it, also when
 * the one that took the decision is gone. One whose owner may not decide the case any more is cancelled.
 */
export async function commitDecisions(sessionId: string | null = null): Promise<void> {
  const due = await prisma.$queryRaw<{ id: string; session_id: string }[]>(duePending(sweepLimit, sessionId));
  for (const pending of due) {
    const [committed] = await prisma.$queryRaw<DecidedRow[]>(commitPending(pending.id));
    if (committed) {
      notifySession(pending.session_id);
      await moveOn(pending.session_id);
      continue;
    }
    const [cancelled] = await prisma.$queryRaw<ChangedRow[]>(cancelPending(pending.id));
    if (cancelled) notifySession(pending.session_id);
  }
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
  await commitDecisions();
  for (const change of dueChanges) await runDueChange(change);
  await prisma.$executeRaw(refreshPriorities(sweepLimit));
}

/** Shows cases again whose snooze is over. */
export const wakeCases = (): Promise<void> => runDueChange("case.woken");

async function runDueChange(change: DueChange): Promise<void> {
  for (const { id } of await prisma.$queryRaw<{ id: string }[]>(findDueCases(change, sweepLimit))) {
    const [changed] = await prisma.$queryRaw<ChangedRow[]>(applyDueChange(change, id));
    if (changed) notifySession(changed.session_id);
  }
}
