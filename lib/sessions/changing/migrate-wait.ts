import { prisma } from "@/lib/db/client";
import type { Graph } from "@/lib/engine";
import { planWait, type WaitMove } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { advanceIfFree, sessionHost } from "../session-host";
import { PostgresSessionStorage } from "../storage";

/** What the migration does with an open question, and since when the question is open. */
export interface MovedWait {
  move: WaitMove;
  openedAt: Date;
}

/**
 * What the migration does with the open question of a session at `version` that continues at task `target`; null
 * without a question. Throws AppError conflict when the session has changed since.
 */
export async function moveWait(
  { id, version, currentTaskId }: { id: string; version: number; currentTaskId: string },
  from: Graph,
  to: Graph,
  target: string,
): Promise<MovedWait | null> {
  const [session, open] = await Promise.all([
    new PostgresSessionStorage(claimFacets).get(id),
    prisma.wait.findFirst({ where: { sessionId: id, status: "open" }, select: { openedAt: true } }),
  ]);
  if (session?.version !== version) {
    throw new AppError("conflict", { detail: "The session has moved on at this moment. Look again, then move it." });
  }
  const task = to.getTask(target);
  if (!open || !session.wait || !task) return null;
  const { openedAt } = open;
  const question = { context: session.context, wait: session.wait, openedAt };
  return { move: planWait(question, from.getTask(currentTaskId), task), openedAt };
}

/**
 * Schedules what the moved question needs: jobs at its new times, or a run that asks again. Never throws: the session
 * has already moved, and a sweep finds what was not scheduled.
 */
export async function followWait(sessionId: string, moved: MovedWait | null): Promise<void> {
  if (moved?.move.type === "renewed") {
    const { dueInMs, wakeInMs } = moved.move.wait;
    const after = (ms: number): Date => new Date(moved.openedAt.getTime() + ms);
    if (dueInMs !== undefined) await sessionHost.overdue(sessionId, after(dueInMs));
    if (wakeInMs !== undefined) await sessionHost.wake(sessionId, after(wakeInMs));
  }
  if (moved?.move.type !== "closed") return;
  try {
    await advanceIfFree(sessionId);
  } catch (error) {
    log.error({ err: error, sessionId }, "The session did not ask anew after it was moved");
  }
}
