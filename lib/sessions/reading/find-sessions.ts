import { z } from "zod";
import type { StaffPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { graphDefinitionSchema } from "@/lib/engine";
import { countFirst, listCursors, rowsToRead, timeText, toPage } from "@/lib/paging/cursor";
import type { Page, PageRequest } from "@/lib/paging/schema";
import { searchWords } from "@/lib/text";
import { upperFirst } from "@/lib/words";
import { type SessionListItem, type SessionStatusName, sessionStatuses } from "../schema";
import { describeStatus } from "./describe-status";

/** What a list shows of a session besides its own columns. */
export const listed = {
  workflowVersion: { select: { number: true, definition: true, workflow: { select: { name: true } } } },
  claimant: { select: { name: true } },
  waits: { where: { status: "open" }, select: { audience: true } },
} satisfies Prisma.SessionInclude;
export type ListedSession = Prisma.SessionGetPayload<{ include: typeof listed }>;

interface SessionQuery extends PageRequest {
  search?: string;
  status?: string;
  workflowId?: string;
}

const cursors = listCursors("sessions", z.strictObject({ at: timeText, id: z.uuid() }));

interface FoundSession {
  id: string;
  at: string;
}

/**
 * Sessions for staff, newest change first; `search` matches id, the beginning of the reference, claimant, workflow,
 * task and status.
 */
export async function findSessions(
  _principal: StaffPrincipal,
  { search, status, workflowId, ...request }: SessionQuery = {},
): Promise<Page<SessionListItem>> {
  const after = cursors.decode(request.cursor);
  const known = sessionStatuses.find((name) => name === status);
  const conditions = [
    Prisma.sql`true`,
    ...(known ? [hasStatus(known)] : []),
    ...(workflowId ? [ofVersions(Prisma.sql`workflow_id = ${workflowId}`)] : []),
    ...(await matching(searchWords(search))),
  ];
  const fromWhere = Prisma.sql`FROM session s WHERE ${Prisma.join(conditions, " AND ")}`;
  const place = after && Prisma.sql`AND (s.updated_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)`;
  const [found, total] = await Promise.all([
    prisma.$queryRaw<FoundSession[]>`
      SELECT s.id, s.updated_at::text AS at ${fromWhere} ${place ?? Prisma.empty}
      ORDER BY s.updated_at DESC, s.id DESC LIMIT ${rowsToRead(request)}`,
    countFirst(request, Prisma.sql`${fromWhere} ORDER BY s.updated_at DESC`),
  ]);
  const { items, nextCursor } = toPage(found, request, ({ id, at }) => cursors.encode({ id, at }));
  const rows = await readSessionRows(items.map(({ id }) => id));
  return { items: items.flatMap(({ id }) => rows.get(id) ?? []), nextCursor, total };
}

/** The rows of these sessions, by id: for a reader that asks `readSubjects` before anything leaves the process. */
export async function readSessionRows(ids: readonly string[]): Promise<Map<string, SessionListItem>> {
  const sessions = await prisma.session.findMany({ where: { id: { in: [...ids] } }, include: listed });
  return new Map(sessions.map((session) => [session.id, toListItem(session)]));
}

// Prisma's own conditions cast each value of an enum, and Postgres then uses no partial index.
const hasStatus = (status: SessionStatusName): Prisma.Sql =>
  // `running` is not stored: a run holds the session's lease.
  status === "running" ? Prisma.sql`s.lease_until > now()` : Prisma.sql`s.status = ${Prisma.raw(`'${status}'`)}`;

const ofVersions = (condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`s.workflow_version_id = ANY (ARRAY(SELECT id FROM workflow_version WHERE ${condition}))`;

/** The conditions of a search: none without words. People and workflows are few, and are found first. */
async function matching(words: string | undefined): Promise<Prisma.Sql[]> {
  if (!words) return [];
  const id = z.uuid().safeParse(words).data;
  if (id) return [Prisma.sql`s.id = ${id}::uuid`];
  const part = `%${words}%`;
  const people = Prisma.sql`SELECT id FROM app_user WHERE name ILIKE ${part} OR email ILIKE ${part}`;
  const workflows = Prisma.sql`workflow_id IN (SELECT id FROM workflow WHERE name ILIKE ${part})`;
  const known = sessionStatuses.find((name) => name === words);
  const alternatives = [
    Prisma.sql`s.reference LIKE ${`${words.toUpperCase()}%`}`,
    Prisma.sql`s.reference LIKE ${`CLM-${words.toUpperCase()}%`}`,
    Prisma.sql`s.claimant_id = ANY (ARRAY(${people}))`,
    ofVersions(workflows),
    Prisma.sql`s.current_task_id ILIKE ${`%${words.replaceAll(" ", "\\_")}%`}`,
    ...(known ? [hasStatus(known)] : []),
  ];
  return [Prisma.sql`(${Prisma.join(alternatives, " OR ")})`];
}

/** A session as a list shows it. */
export function toListItem(session: ListedSession): SessionListItem {
  const { tone, text } = describeStatus({ ...session, audience: session.waits[0]?.audience ?? null }, "staff");
  return {
    sessionId: session.id,
    reference: session.reference,
    workflowName: session.workflowVersion.workflow.name,
    versionNumber: session.workflowVersion.number,
    claimantName: session.claimant.name,
    subject: session.subject && upperFirst(session.subject),
    amountCents: session.amountCents,
    currency: session.currency,
    tone,
    statusText: text,
    currentTaskLabel:
      taskLabels(session.workflowVersion.definition).get(session.currentTaskId) ?? session.currentTaskId,
    updatedAt: session.updatedAt.toISOString(),
  };
}

/** The labels of the tasks of a definition, by id. */
export const taskLabels = (definition: Prisma.JsonValue): Map<string, string> =>
  new Map(graphDefinitionSchema.parse(definition).tasks.map((task) => [task.id, task.label]));
