import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { lockPerson } from "@/lib/sessions/sql/cases/case-parts";
import type { NewView, SavedView } from "./schema";

const maxViews = 50;

/** The reviewer's own views and those of their queues, by name. */
export async function findViews({ userId, queues }: ReviewerPrincipal): Promise<SavedView[]> {
  const views = await prisma.savedView.findMany({
    where: { OR: [{ ownerId: userId, queueId: null }, { queueId: { in: queues } }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 2 * maxViews,
  });
  return views.map(({ id, name, query, queueId, ownerId }) => ({
    ...{ id, name, query },
    queue: queueId,
    isOwn: ownerId === userId,
  }));
}

/** Saves a view. Throws AppError `forbidden` for a queue of others, `conflict` when the reviewer has too many. */
export async function saveView({ userId, queues }: ReviewerPrincipal, view: NewView): Promise<SavedView> {
  const { name, query, queue } = view;
  if (queue !== null && !queues.includes(queue)) throw new AppError("forbidden");
  const data = { name, query, queueId: queue, ownerId: userId };
  const saved = await prisma.$transaction(async (tx) => {
    await tx.$executeRaw(lockPerson(Prisma.sql`${userId}::uuid`));
    return (await tx.savedView.count({ where: { ownerId: userId } })) < maxViews ? tx.savedView.create({ data }) : null;
  });
  if (!saved) throw new AppError("conflict", { detail: `A person has at most ${maxViews} views: delete one first.` });
  const { id } = saved;
  return { id, name, query, queue, isOwn: true };
}

/** Deletes one of the reviewer's own views. Throws AppError `not_found` for all others. */
export async function removeView({ userId }: ReviewerPrincipal, id: string): Promise<void> {
  const { count } = await prisma.savedView.deleteMany({ where: { id, ownerId: userId } });
  if (count === 0) throw new AppError("not_found");
}
