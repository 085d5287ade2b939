import { recordPlainEvent } from "@/lib/auth/request/audit-denied";
import { type Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { freeCasesOf } from "@/lib/sessions/cases/mutations";
import { allQueues } from "./data";
import { checkEditor, type QueueEditor } from "./mutations";

/**
 * Gives a reviewer a queue. One whom its lead adds may approve nothing until an admin sets what they may approve.
 * Throws AppError("forbidden") as `saveQueue`, and AppError("invalid") for a person who has the queue or is no reviewer.
 */
export async function addPerson(editor: QueueEditor, queueId: string, userId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await checkEditor(tx, editor, queueId);
    if (!(await allQueues(tx)).includes(queueId))
      throw new AppError("not_found", { detail: "There is no such queue." });
    const count = await tx.$executeRaw`
      UPDATE app_user SET queues = array_append(queues, ${queueId})
      WHERE id = ${userId}::uuid AND 'reviewer' = ANY (roles) AND disabled_at IS NULL AND NOT ${queueId} = ANY (queues)`;
    if (count === 0) throw new AppError("invalid", { fields: { person: "Choose a reviewer without this queue." } });
    if (!editor.roles.includes("admin")) {
      const nothing = { approvesUpToCents: 0 };
      const key = { queueId_userId: { queueId, userId } };
      await tx.queueMember.upsert({ where: key, create: { queueId, userId, ...nothing }, update: nothing });
    }
    await recordChange(tx, "queue.person_added", { editor, queueId, userId });
  });
}

/**
 * Takes a queue from a reviewer: their limits in it are removed, and their cases in it are free for others. A decision
 * of theirs that can still be undone is cancelled at its time. Throws AppError("forbidden") as `saveQueue`, and
 * AppError("invalid") for the lead, and for a person who does not have the queue.
 */
export async function removePerson(editor: QueueEditor, queueId: string, userId: string): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await checkEditor(tx, editor, queueId);
    if ((await tx.queue.count({ where: { id: queueId, leadId: userId } })) > 0)
      throw new AppError("invalid", { fields: { person: "They lead the queue: set another lead first." } });
    const count = await tx.$executeRaw`
      UPDATE app_user SET queues = array_remove(queues, ${queueId})
      WHERE id = ${userId}::uuid AND ${queueId} = ANY (queues)`;
    if (count === 0) throw new AppError("invalid", { fields: { person: "They do not have this queue any more." } });
    await tx.queueMember.deleteMany({ where: { queueId, userId } });
    await recordChange(tx, "queue.person_removed", { editor, queueId, userId });
  });
  await freeCasesOf(userId, queueId);
}

interface PersonChange {
  editor: QueueEditor;
  queueId: string;
  userId: string;
}

/** Settings that were read before do not replace those of now: they name other people. */
async function recordChange(tx: Prisma.TransactionClient, type: string, change: PersonChange): Promise<void> {
  const { editor, queueId, userId } = change;
  await tx.queue.updateMany({ where: { id: queueId }, data: { revision: { increment: 1 } } });
  await recordPlainEvent(tx, { type, actorId: editor.userId, data: { queue: queueId, userId } });
}
