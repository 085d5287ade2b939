import type { AdminPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { hourMs, type QueueRecord } from "./schema";

/** The settings of a queue. Throws AppError("not_found") for one that has none: its revision is 0. */
export async function getQueue(_principal: AdminPrincipal, id: string): Promise<QueueRecord> {
  const queue = await findQueue(id);
  if (!queue) throw new AppError("not_found", { detail: "This queue has no settings yet." });
  return queue;
}

/** The settings as they are stored, in the format of the API; null without any. */
export async function findQueue(id: string): Promise<QueueRecord | null> {
  const members = { orderBy: { userId: "asc" } } as const;
  const stored = await prisma.queue.findUnique({ where: { id }, include: { members } });
  return (
    stored && {
      id,
      revision: stored.revision,
      name: stored.name,
      lead_id: stored.leadId,
      case_limit: stored.caseLimit,
      due_hours: stored.dueMs === null ? null : stored.dueMs / hourMs,
      members: stored.members.map((one) => ({
        user_id: one.userId,
        case_limit: one.caseLimit,
        approves_up_to_cents: one.approvesUpToCents,
      })),
    }
  );
}
