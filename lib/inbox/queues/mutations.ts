import type { AdminPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { AbsenceBody, QueueBody } from "./schema";

const hourMs = 3_600_000;

/**
 * Notes when the reviewer is away. A sweep then reassigns their cases. Throws AppError("invalid") for a delegate who
 * shares no queue with them.
 */
export async function addAbsence(principal: ReviewerPrincipal, body: AbsenceBody): Promise<{ id: string }> {
  const { starts_at, ends_at, delegate_id: delegateId } = body;
  if (delegateId !== null) {
    const shares = { id: delegateId, queues: { hasSome: principal.queues }, disabledAt: null };
    if (delegateId === principal.userId || (await prisma.user.count({ where: shares })) === 0)
      throw new AppError("invalid", { fields: { delegate_id: "Choose a colleague who has one of your queues." } });
  }
  const data = { userId: principal.userId, startsAt: starts_at, endsAt: ends_at, delegateId };
  return prisma.absence.create({ data, select: { id: true } });
}

/** Takes an absence of the reviewer's back. Throws AppError("not_found"). */
export async function removeAbsence(principal: ReviewerPrincipal, id: string): Promise<void> {
  const { count } = await prisma.absence.deleteMany({ where: { id, userId: principal.userId } });
  if (count === 0) throw new AppError("not_found");
}

/** Stores all settings of a queue. Throws AppError("invalid") for people who are not its reviewers. */
export async function saveQueue(_principal: AdminPrincipal, id: string, body: QueueBody): Promise<void> {
  const people = [...new Set([...(body.lead_id ? [body.lead_id] : []), ...body.members.map((one) => one.user_id)])];
  const known = await prisma.user.count({ where: { id: { in: people }, queues: { has: id } } });
  if (known < people.length)
    throw new AppError("invalid", { fields: { members: "Lead and members are reviewers who have this queue." } });
  const settings = {
    name: body.name,
    leadId: body.lead_id,
    caseLimit: body.case_limit,
    dueMs: body.due_hours === null ? null : body.due_hours * hourMs,
  };
  const members = body.members.map((one) => ({
    userId: one.user_id,
    caseLimit: one.case_limit,
    approvesUpToCents: one.approves_up_to_cents,
  }));
  await prisma.queue.upsert({
    where: { id },
    create: { id, ...settings, members: { create: members } },
    update: { ...settings, members: { deleteMany: {}, create: members } },
  });
}
