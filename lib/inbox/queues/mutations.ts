import type { AdminPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { type Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { findQueue } from "./data";
import { type AbsenceBody, hourMs, type QueueBody, type QueueRecord } from "./schema";

/** People who can review today. */
const reviewers = { roles: { has: "reviewer" }, disabledAt: null } as const;

/**
 * Notes when the reviewer is away. A sweep then reassigns their cases. Throws AppError("invalid") for a delegate who
 * shares no queue with them.
 */
export async function addAbsence(principal: ReviewerPrincipal, body: AbsenceBody): Promise<{ id: string }> {
  const { starts_at, ends_at, delegate_id: delegateId } = body;
  if (delegateId !== null) {
    const shares = { ...reviewers, id: delegateId, queues: { hasSome: principal.queues } };
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

/**
 * Replaces all settings of a queue. Throws AppError("conflict") with the settings that stand in `data.queue` when they
 * have another revision, and AppError("invalid") for people who are not its reviewers (any more).
 */
export async function saveQueue(_principal: AdminPrincipal, id: string, body: QueueBody): Promise<QueueRecord> {
  const isSaved = await prisma.$transaction(async (tx) => {
    const { revision } = body;
    const settings = {
      name: body.name,
      leadId: body.lead_id,
      caseLimit: body.case_limit,
      dueMs: body.due_hours === null ? null : body.due_hours * hourMs,
    };
    await checkPeople(tx, id, body);
    const { count } =
      revision === 0
        ? await tx.queue.createMany({ data: { id, ...settings }, skipDuplicates: true })
        : await tx.queue.updateMany({ where: { id, revision }, data: { ...settings, revision: { increment: 1 } } });
    if (count === 0) return false;
    await tx.queueMember.deleteMany({ where: { queueId: id } });
    await tx.queueMember.createMany({
      data: body.members.map((one) => ({
        queueId: id,
        userId: one.user_id,
        caseLimit: one.case_limit,
        approvesUpToCents: one.approves_up_to_cents,
      })),
    });
    return true;
  });
  const queue = await findQueue(id);
  if (isSaved && queue) return queue;
  throw new AppError("conflict", {
    detail: "These settings changed since you read them. Read them again, then save.",
    data: { queue },
  });
}

/** Throws AppError("invalid") unless lead and members are reviewers of the queue who may sign in. */
async function checkPeople(tx: Prisma.TransactionClient, id: string, { lead_id, members }: QueueBody): Promise<void> {
  const named = members.map((one) => one.user_id);
  const known = await tx.user.findMany({
    where: { ...reviewers, id: { in: lead_id ? [lead_id, ...named] : named }, queues: { has: id } },
    select: { id: true },
  });
  const ids = new Set(known.map((person) => person.id));
  const strangers = named.filter((one) => !ids.has(one));
  const fields = {
    ...(lead_id && !ids.has(lead_id) && { lead_id: "The lead is a reviewer who has this queue." }),
    ...(strangers.length > 0 && { members: `These are no reviewers who have this queue: ${strangers.join(", ")}.` }),
  };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}
