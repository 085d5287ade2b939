import type { AdminPrincipal, Principal, ReviewerPrincipal } from "@/lib/auth/principal";
import { type Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { upperFirst } from "@/lib/words";
import type { CasePerson } from "../schema";
import { type AbsenceView, type EditableQueue, hourMs, type QueueRecord, type QueueTemplate } from "./schema";

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

/** The queues that the person may edit: all of them for an admin, those that they lead for a reviewer. By name. */
export async function listEditableQueues(person: ReviewerPrincipal | AdminPrincipal): Promise<EditableQueue[]> {
  const canSetRights = person.roles.includes("admin");
  const ids = canSetRights ? await allQueues() : await ledQueues(person);
  const queues = await Promise.all(ids.map((id) => readEditable(id, canSetRights)));
  return queues.toSorted((a, b) => a.settings.name.localeCompare(b.settings.name));
}

/** The queues that a reviewer leads. */
export const ledQueues = async ({ userId }: Principal): Promise<string[]> =>
  (await prisma.queue.findMany({ where: { leadId: userId }, select: { id: true } })).map(({ id }) => id);

/** Those with settings, and those that people have. */
export const allQueues = async (db: Prisma.TransactionClient = prisma): Promise<string[]> =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM queue UNION SELECT unnest(queues) FROM app_user WHERE 'reviewer' = ANY (roles)`
  ).map(({ id }) => id);

async function readEditable(id: string, canSetRights: boolean): Promise<EditableQueue> {
  const [stored, people, others, templates] = await Promise.all([
    findQueue(id),
    findReviewers({ queues: { has: id } }),
    findReviewers({ NOT: { queues: { has: id } } }),
    findTemplates(id),
  ]);
  const settings = stored ?? { ...noSettings, id, name: upperFirst(id.replaceAll("-", " ")) };
  const limits = new Map(settings.members.map((one) => [one.user_id, one]));
  return {
    settings,
    canSetRights,
    others,
    templates,
    people: people.map(({ id: userId, name }) => {
      const { case_limit = null, approves_up_to_cents = null } = limits.get(userId) ?? {};
      return { id: userId, name, case_limit, approves_up_to_cents };
    }),
  };
}

const findReviewers = (where: Prisma.UserWhereInput): Promise<CasePerson[]> =>
  prisma.user.findMany({
    where: { ...where, roles: { has: "reviewer" }, disabledAt: null },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
  });

const noSettings = { revision: 0, lead_id: null, case_limit: null, due_hours: null, members: [] };

/** The words that reviewers of a queue can begin with: its own, and those of every queue. */
async function findTemplates(queueId: string): Promise<QueueTemplate[]> {
  const stored = await prisma.replyTemplate.findMany({
    where: { OR: [{ queueId: null }, { queueId }] },
    orderBy: [{ verdict: "desc" }, { label: "asc" }],
  });
  return stored.map(({ id, verdict, reasonCode, label, text, queueId: of }) => ({
    ...{ id, label, text, reason_code: reasonCode, isShared: of === null },
    verdict: verdict === "request_information" ? verdict : "reject",
  }));
}

/**
 * The absences that are not over: the reviewer's own ones, and those of the people in the queues that they lead. The
 * next one first.
 */
export async function listAbsences(principal: ReviewerPrincipal): Promise<{ own: AbsenceView[]; led: AbsenceView[] }> {
  const led = await ledQueues(principal);
  const named = { select: { id: true, name: true } } as const;
  const stored = await prisma.absence.findMany({
    where: {
      endsAt: { gt: new Date() },
      OR: [{ userId: principal.userId }, { user: { queues: { hasSome: led }, disabledAt: null } }],
    },
    include: { user: named, delegate: named },
    orderBy: [{ startsAt: "asc" }, { id: "asc" }],
    take: 200,
  });
  const views = stored.map(({ id, user, delegate, startsAt, endsAt }) => ({
    ...{ id, person: user, delegate },
    ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }));
  const isOwn = ({ person }: AbsenceView) => person.id === principal.userId;
  return { own: views.filter(isOwn), led: views.filter((view) => !isOwn(view)) };
}
