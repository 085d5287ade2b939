import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { sessionHost } from "./session-host";
import { markWaitOverdue } from "./sql/people/mark-overdue";
import { retrySession } from "./sql/people/retry-session";
import { stopTurn } from "./sql/people/stop-turn";
import { withdrawSession } from "./sql/people/withdraw-session";

// What people do to a session, each in one statement. They return `true` or an id, and `false` or null when the
// conditions of the statement did not hold. The callers check rights and describe why nothing was changed.

/** Withdraws a session for its claimant, with a last message. */
export async function withdraw(sessionId: string, claimantId: string, words: string): Promise<boolean> {
  const closed = await prisma.$queryRaw<unknown[]>(
    withdrawSession({ sessionId, claimantId, messageId: randomUUID(), words }),
  );
  if (closed.length > 0) notifySession(sessionId);
  return closed.length > 0;
}

/** Marks, once, that a session's open question is overdue. */
export async function markOverdue(sessionId: string): Promise<void> {
  const overdue = await prisma.$queryRaw<unknown[]>(markWaitOverdue(sessionId));
  if (overdue.length > 0) notifySession(sessionId);
}

/** Asks the run that answers a claimant to stop, in any process; false when there is none. */
export async function stop(sessionId: string, claimantId: string): Promise<boolean> {
  const asked = await prisma.$queryRaw<unknown[]>(stopTurn(sessionId, claimantId));
  if (asked.length > 0) sessionHost.stop(sessionId);
  return asked.length > 0;
}

/** Makes a failed or stopped session due now; one that was set aside only for staff. */
export async function retry(sessionId: string, actorId: string, { isStaff = false } = {}): Promise<boolean> {
  const due = await prisma.$queryRaw<unknown[]>(retrySession(sessionId, actorId, isStaff));
  if (due.length > 0) notifySession(sessionId);
  return due.length > 0;
}
