import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assign } from "@/lib/sessions/mutations";

/** Assigns an open case to the reviewer. Throws AppError not_found, or conflict when a colleague has it. */
export async function claimWait(principal: ReviewerPrincipal, waitId: string): Promise<void> {
  await setAssignee(principal, { waitId, assigneeId: principal.userId, event: "wait.claimed" });
}

/** Removes the reviewer from their case. Throws AppError not_found, or conflict when it is not theirs. */
export async function releaseWait(principal: ReviewerPrincipal, waitId: string): Promise<void> {
  await setAssignee(principal, { waitId, assigneeId: null, event: "wait.released" });
}

interface Assignment {
  waitId: string;
  assigneeId: string | null;
  /** The name of the audit event. */
  event: string;
}

async function setAssignee(principal: ReviewerPrincipal, { waitId, assigneeId, event }: Assignment): Promise<void> {
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
