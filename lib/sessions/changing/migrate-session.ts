import type { AdminPrincipal, DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { planMigration, type TaskMapping } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { loadGraph } from "@/lib/workflows/load-graph";
import { migrateSession as moveRow } from "../sql/sessions/migrate-session";
import { followWait, moveWait } from "./migrate-wait";

/** What a migration would do with the sessions at one task. */
export interface MigrationGroup {
  fromVersion: number;
  taskId: string;
  sessions: number;
  /** The task at which they would continue, or why they cannot be moved. */
  outcome: { goesTo: string } | { refusal: string };
}

/** The sessions that can still go on. */
export const underWay = { notIn: ["completed" as const, "cancelled" as const] };

/**
 * Moves one session to another published version of its workflow; only this function does so. A reviewer's question and
 * a timer stay open and become those of the new version. A question to the claimant stays open when the new version
 * asks the same, else the task asks again. Throws AppError not_found, or conflict when the session cannot be moved, is
 * over, or a run holds it.
 */
export async function migrateSession(
  principal: AdminPrincipal | DesignerPrincipal,
  sessionId: string,
  { toVersion, mapping }: { toVersion: number; mapping: TaskMapping },
): Promise<{ currentTaskId: string }> {
  const session = await prisma.session.findUnique({ where: { id: sessionId }, include: { workflowVersion: true } });
  if (!session) throw new AppError("not_found");
  const from = session.workflowVersion;
  const to = await findVersion(from.workflowId, toVersion);
  const graphs = [await loadGraph(from.id), await loadGraph(to.id)] as const;
  const plan = planMigration(session, ...graphs, mapping);
  if (!plan.ok) throw new AppError("conflict", { detail: plan.message });
  const wait = await moveWait(session, ...graphs, plan.currentTaskId);
  const moved = await prisma.$queryRaw<unknown[]>(
    moveRow({
      id: sessionId,
      version: session.version,
      actorId: principal.userId,
      workflowVersionId: to.id,
      currentTaskId: plan.currentTaskId,
      trail: plan.backStack,
      wait: wait?.move ?? null,
      event: {
        from: from.number,
        to: to.number,
        fromTaskId: session.currentTaskId,
        toTaskId: plan.currentTaskId,
        trail: plan.backStack,
        wait: wait?.move.type ?? null,
      },
    }),
  );
  if (moved.length === 0) {
    throw new AppError("conflict", { detail: "The session is over, or it is being worked on at this moment." });
  }
  notifySession(sessionId);
  await followWait(sessionId, wait);
  return { currentTaskId: plan.currentTaskId };
}

/**
 * Which sessions could be moved to a version and which not, by their version and task; nothing is changed.
 * Throws AppError not_found.
 */
export async function previewMigration(
  _principal: AdminPrincipal | DesignerPrincipal,
  workflowId: string,
  { toVersion, mapping }: { toVersion: number; mapping: TaskMapping },
): Promise<MigrationGroup[]> {
  const to = await findVersion(workflowId, toVersion);
  const groups = await prisma.session.groupBy({
    by: ["workflowVersionId", "currentTaskId"],
    where: { status: underWay, workflowVersion: { workflowId }, NOT: { workflowVersionId: to.id } },
    _count: true,
  });
  const versions = await prisma.workflowVersion.findMany({
    where: { id: { in: groups.map((group) => group.workflowVersionId) } },
    select: { id: true, number: true },
  });
  const target = await loadGraph(to.id);
  const found = await Promise.all(
    groups.map(async ({ workflowVersionId, currentTaskId, _count }): Promise<MigrationGroup> => {
      const plan = planMigration({ currentTaskId, backStack: [] }, await loadGraph(workflowVersionId), target, mapping);
      return {
        fromVersion: versions.find((version) => version.id === workflowVersionId)?.number ?? 0,
        taskId: currentTaskId,
        sessions: _count,
        outcome: plan.ok ? { goesTo: plan.currentTaskId } : { refusal: plan.message },
      };
    }),
  );
  return found.sort((left, right) => left.fromVersion - right.fromVersion || left.taskId.localeCompare(right.taskId));
}

/** A published version by its number. Throws AppError not_found. */
export async function findVersion(workflowId: string, number: number): Promise<{ id: string; number: number }> {
  const version = await prisma.workflowVersion.findFirst({
    where: { workflowId, number },
    select: { id: true, number: true },
  });
  if (!version)
    throw new AppError("not_found", { detail: `There is no published version ${number} of this workflow.` });
  return version;
}
