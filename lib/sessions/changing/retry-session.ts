import type { AdminPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { retry } from "../mutations";
import { sessionHost } from "../session-host";

/**
 * "Retry" of staff: a session that has failed, was stopped or was set aside is due again, with all its attempts. A
 * background job runs it: its step may have crashed a process, and must not crash this one. Throws AppError not_found,
 * or conflict when there is nothing to retry.
 */
export async function retrySession(principal: AdminPrincipal, sessionId: string): Promise<void> {
  if (await retry(sessionId, principal.userId, { isStaff: true })) return sessionHost.wake(sessionId, new Date());
  if ((await prisma.session.count({ where: { id: sessionId } })) === 0) throw new AppError("not_found");
  throw new AppError("conflict", { detail: "There is nothing to retry: it has not failed, or it is being worked on." });
}
