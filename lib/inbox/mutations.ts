import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assign } from "@/lib/sessions/mutations";

/** Takes an open case, so that colleagues see who works on it. Throws AppError not_found, or conflict when a colleague has it. */
export async function claimWait(principal: ReviewerPrincipal, waitId: string): Promise<void> {
  await hand(principal, waitId, principal.userId, "wait.claimed");
}

/** Gives one's own case back to everybody. Throws AppError not_found, or conflict when it is not one's own. */
export async function releaseWait(principal: ReviewerPrincipal, waitId: string): Promise<void> {
  await hand(principal, waitId, null, "wait.released");
}

async function hand(
  principal: ReviewerPrincipal,
  waitId: string,
  assigneeId: string | null,
  event: string,
): Promise<void> {
  if (await assign({ waitId, actorId: principal.userId, assigneeId, queues: principal.queues, event })) return;
  const wait = await prisma.wait.findUnique({
    where: { id: waitId, audience: "reviewer", queue: { in: principal.queues } },
    select: { status: true, assignee: { select: { name: true } } },
  });
  if (!wait) throw new AppError("not_found", { detail: "There is no such case." });
  if (wait.status !== "open") throw new AppError("conflict", { detail: "This case is no longer open." });
  throw new AppError("conflict", {
    detail: wait.assignee ? `${wait.assignee.name} is working on this case.` : "This case is not yours.",
  });
}
