import type { AdminPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { sessionHost } from "../session-host";
import { cancelSession as endRow } from "../sql/people/cancel-session";

/**
 * Ends a session, also while a run holds it: that run is asked to stop and cannot commit. The default reason is
 * "Cancelled". Throws AppError not_found, conflict when it is already over, or busy when its row was changed at the
 * same moment: the caller may try again.
 */
export async function cancelSession(principal: AdminPrincipal, sessionId: string, reason: string): Promise<void> {
  const ended = await prisma.$queryRaw<unknown[]>(endRow(sessionId, principal.userId, reason || "Cancelled"));
  if (ended.length > 0) return sessionHost.stop(sessionId);
  const session = await prisma.session.findUnique({ where: { id: sessionId }, select: { status: true } });
  if (!session) throw new AppError("not_found");
  const isOver = session.status === "completed" || session.status === "cancelled";
  throw isOver ? new AppError("conflict", { detail: "This session is over already." }) : new AppError("busy");
}
