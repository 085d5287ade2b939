import type { AdminPrincipal, DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { graphDefinitionSchema } from "@/lib/engine";
import type { TaskMapping } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { findVersion, migrateSession, previewMigration, underWay } from "./migrate-session";

/** What happened to one session of a batch. */
export interface MovedSession {
  sessionId: string;
  reference: string;
  fromVersion: number;
  /** Its task now. */
  taskId: string;
  /** Why it stays where it is; null when it was moved. */
  refusal: string | null;
}

interface Batch {
  toVersion: number;
  mapping: TaskMapping;
  limit: number;
  /** The last session of the batch before. */
  after?: string;
}

/**
 * Moves the next open sessions of a workflow to a version, one after the other, in the order of their ids. A session
 * that cannot be moved stays, and the others go on. Each move is in the audit log of its session. Throws AppError
 * not_found.
 */
export async function migrateSessions(
  principal: AdminPrincipal | DesignerPrincipal,
  workflowId: string,
  { toVersion, mapping, limit, after }: Batch,
): Promise<{ moved: MovedSession[]; next: string | null }> {
  const to = await findVersion(workflowId, toVersion);
  const sessions = await prisma.session.findMany({
    where: {
      ...(after !== undefined && { id: { gt: after } }),
      status: underWay,
      workflowVersion: { workflowId },
      NOT: { workflowVersionId: to.id },
    },
    orderBy: { id: "asc" },
    take: limit + 1,
    select: { id: true, reference: true, currentTaskId: true, workflowVersion: { select: { number: true } } },
  });
  const moved: MovedSession[] = [];
  for (const { id, reference, currentTaskId, workflowVersion } of sessions.slice(0, limit)) {
    const outcome = await moveOne(principal, id, { toVersion, mapping });
    moved.push({ sessionId: id, reference, fromVersion: workflowVersion.number, taskId: currentTaskId, ...outcome });
  }
  return { moved, next: sessions.length > limit ? (moved.at(-1)?.sessionId ?? null) : null };
}

async function moveOne(
  principal: AdminPrincipal | DesignerPrincipal,
  sessionId: string,
  move: Pick<Batch, "toVersion" | "mapping">,
): Promise<{ taskId?: string; refusal: string | null }> {
  try {
    return { taskId: (await migrateSession(principal, sessionId, move)).currentTaskId, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { refusal: error.options.detail ?? error.message };
  }
}

/** The sessions at one task of a version, and what a migration would do with them, with the names of the tasks. */
export interface NamedGroup {
  fromVersion: number;
  taskId: string;
  taskLabel: string;
  sessions: number;
  /** The task where they would go on; null when they cannot be moved. */
  goesTo: { taskId: string; label: string } | null;
  /** Why they cannot be moved; null when they can. */
  refusal: string | null;
}

/** What moving the open sessions of a workflow to a version would do; nothing is changed. Throws AppError not_found. */
export async function previewSessions(
  principal: AdminPrincipal | DesignerPrincipal,
  workflowId: string,
  { toVersion, mapping }: Pick<Batch, "toVersion" | "mapping">,
): Promise<{ groups: NamedGroup[]; tasks: { id: string; label: string; kind: string }[] }> {
  const groups = await previewMigration(principal, workflowId, { toVersion, mapping });
  const numbers = [...new Set([toVersion, ...groups.map(({ fromVersion }) => fromVersion)])];
  const versions = await prisma.workflowVersion.findMany({
    where: { workflowId, number: { in: numbers } },
    select: { number: true, definition: true },
  });
  const tasks = new Map(
    versions.map(({ number, definition }) => [number, graphDefinitionSchema.parse(definition).tasks] as const),
  );
  const labelOf = (version: number, taskId: string): string =>
    tasks.get(version)?.find(({ id }) => id === taskId)?.label ?? taskId;
  return {
    groups: groups.map(({ fromVersion, taskId, sessions, outcome }) => ({
      ...{ fromVersion, taskId, sessions, taskLabel: labelOf(fromVersion, taskId) },
      goesTo: "goesTo" in outcome ? { taskId: outcome.goesTo, label: labelOf(toVersion, outcome.goesTo) } : null,
      refusal: "refusal" in outcome ? outcome.refusal : null,
    })),
    tasks: (tasks.get(toVersion) ?? []).map(({ id, label, kind }) => ({ id, label, kind })),
  };
}
