import type { AdminPrincipal, ReviewerPrincipal } from "@/lib/auth/principal";
import { type Prisma, prisma } from "@/lib/db/client";
import { isUniqueViolation } from "@/lib/db/is-unique-violation";
import { AppError } from "@/lib/errors";
import { findQueue } from "./data";
import { type AbsenceBody, hourMs, type QueueBody, type QueueRecord, type TemplateBody } from "./schema";

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

/** Who may edit a queue: an admin, and the reviewer who leads it. */
export type QueueEditor = ReviewerPrincipal | AdminPrincipal;

/**
 * Replaces all settings of a queue. Its lead may set all but who leads it and what people may approve. Throws
 * AppError("forbidden") for other reviewers, AppError("conflict") with the stored settings in `data.queue` when they
 * have another revision, and AppError("invalid") for people who are not its reviewers (any more).
 */
export async function saveQueue(person: QueueEditor, id: string, body: QueueBody): Promise<QueueRecord> {
  const isSaved = await prisma.$transaction(async (tx) => {
    const { revision } = body;
    await checkEditor(tx, person, id);
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
    // The row of the queue is locked now: what the lead may not change is compared with what stands.
    if (!person.roles.includes("admin")) await checkRights(tx, person, id, body);
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
    ...(strangers.length > 0 && { members: `These are not reviewers who have this queue: ${strangers.join(", ")}.` }),
  };
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

/** Throws AppError("forbidden") unless the person may edit the queue. */
export async function checkEditor(tx: Prisma.TransactionClient, person: QueueEditor, id: string): Promise<void> {
  if (person.roles.includes("admin")) return;
  if ((await tx.queue.count({ where: { id, leadId: person.userId } })) === 0)
    throw new AppError("forbidden", { detail: "Only an admin and the lead of a queue may change it." });
}

/** Throws AppError("forbidden") when a lead changes who leads, or what people may approve: also their own limit. */
async function checkRights(
  tx: Prisma.TransactionClient,
  lead: QueueEditor,
  id: string,
  body: QueueBody,
): Promise<void> {
  const stored = await tx.queueMember.findMany({ where: { queueId: id } });
  const before = new Map(stored.map(({ userId, approvesUpToCents }) => [userId, approvesUpToCents]));
  const after = new Map(body.members.map((one) => [one.user_id, one.approves_up_to_cents]));
  const people = [...before.keys(), ...after.keys()];
  const isSame = people.every((person) => (before.get(person) ?? null) === (after.get(person) ?? null));
  if (body.lead_id !== lead.userId || !isSame)
    throw new AppError("forbidden", { detail: "Only an admin sets who leads a queue, and what people may approve." });
}

/**
 * Stores a reply template of a queue. Throws AppError("forbidden") as `saveQueue`, AppError("not_found") for one that
 * is not the queue's own, and AppError("invalid") when the queue has another one with this code.
 */
export async function saveTemplate(person: QueueEditor, queueId: string, body: TemplateBody): Promise<void> {
  const { id, verdict, reason_code: reasonCode, label, text } = body;
  try {
    await prisma.$transaction(async (tx) => {
      await checkEditor(tx, person, queueId);
      const data = { verdict, reasonCode, label, text };
      if (id === undefined) await tx.replyTemplate.create({ data: { ...data, queueId } });
      else if ((await tx.replyTemplate.updateMany({ where: { id, queueId }, data })).count === 0)
        throw new AppError("not_found", { detail: "There is no such template any more." });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError("invalid", { fields: { reason_code: "The queue has a template with this code already." } });
  }
}

/** Removes a reply template of a queue; stored decisions keep its code. Throws AppError as `saveTemplate`. */
export async function removeTemplate(person: QueueEditor, queueId: string, id: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await checkEditor(tx, person, queueId);
    const { count } = await tx.replyTemplate.deleteMany({ where: { id, queueId } });
    if (count === 0) throw new AppError("not_found", { detail: "There is no such template any more." });
  });
}
