import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { searchWords } from "@/lib/text";
import { findProposed } from "./find-proposed";
import { afterCursor, cursorColumn, orderBy, orderOf, toCursor } from "./read-cursor";
import { caseColumns, caseTables, currentAssignee, readRow, type StoredRow } from "./read-row";
import { type CaseQuery, type CaseRow, caseQuerySchema, type InboxTab, inboxTabs } from "./schema";

/** A page of cases, and where the next one begins; null at the end. */
export interface CasePage {
  items: CaseRow[];
  nextCursor: string | null;
}

/** Counts go no further than this: "999+". */
export const countLimit = 1_000;

const isAwake = Prisma.raw("(c.snoozed_until IS NULL OR c.snoozed_until <= now())");

/** The cases `c` of a tab, always of the reviewer's own queues. */
function inTab({ userId, queues }: ReviewerPrincipal, tab: InboxTab): Prisma.Sql {
  const mine = Prisma.sql`c.queue = ANY (${queues}::text[])`;
  switch (tab) {
    case "mine":
      return Prisma.sql`${mine} AND c.status = 'open' AND ${isAwake} AND ${currentAssignee} = ${userId}::uuid`;
    case "unassigned":
      return Prisma.sql`${mine} AND c.status = 'open' AND ${isAwake} AND ${currentAssignee} IS NULL`;
    case "open":
      return Prisma.sql`${mine} AND c.status = 'open' AND ${isAwake}`;
    case "claimant":
      return Prisma.sql`${mine} AND c.status = 'waiting_on_claimant'`;
    case "snoozed":
      return Prisma.sql`${mine} AND c.status = 'open' AND c.snoozed_until > now()`;
    case "decided":
      return Prisma.sql`${mine} AND c.status = 'decided'`;
  }
}

/** The filters of a query beside its tab. `search` matches reference, claimant and type. */
function matching({ search, queue, tag, flagged, overdue, escalated }: CaseQuery): Prisma.Sql[] {
  const words = searchWords(search);
  const like = `%${words}%`;
  return [
    ...(words
      ? [Prisma.sql`(s.reference ILIKE ${like} OR s.subject ILIKE ${like} OR claimant.name ILIKE ${like})`]
      : []),
    ...(queue ? [Prisma.sql`c.queue = ${queue}`] : []),
    ...(tag ? [Prisma.sql`${tag} = ANY (c.tags)`] : []),
    ...(flagged ? [Prisma.sql`cardinality(s.flags) > 0`] : []),
    ...(overdue ? [Prisma.sql`(c.overdue_at IS NOT NULL OR c.due_at <= now())`] : []),
    ...(escalated ? [Prisma.sql`c.escalated_at IS NOT NULL`] : []),
  ];
}

/**
 * A page of a tab, in the order of the tab: open cases by priority and due time, decided ones newest first. Throws
 * AppError("invalid") for a cursor of another list.
 */
export async function listCases(
  principal: ReviewerPrincipal,
  query: CaseQuery,
  { limit = 50, cursor }: { limit?: number; cursor?: string } = {},
): Promise<CasePage> {
  const { tab, sort, ...filters } = caseQuerySchema.parse(query);
  const order = orderOf(tab, sort);
  const where = [inTab(principal, tab), ...matching(filters), ...(cursor ? [afterCursor(order, cursor)] : [])];
  const rows = await prisma.$queryRaw<(StoredRow & { place: string[] })[]>`
    SELECT ${caseColumns}, ${cursorColumn(order)} AS place
    FROM review_case c ${caseTables(principal.userId)}
    WHERE ${Prisma.join(where, " AND ")}
    ORDER BY ${orderBy(order)} LIMIT ${limit + 1}`;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const proposed = await findProposed(shown.filter(({ status }) => status === "open").map(({ waitId }) => waitId));
  return {
    items: shown.map((row) => readRow(row, proposed.get(row.waitId))),
    nextCursor: rows.length > limit && last ? toCursor(last.place) : null,
  };
}

/** How many cases each tab holds, at most `countLimit`. */
export async function countCases(principal: ReviewerPrincipal): Promise<Record<InboxTab, number>> {
  const counts = inboxTabs.map(
    (tab) => Prisma.sql`(SELECT count(*)::int FROM (
      SELECT FROM review_case c WHERE ${inTab(principal, tab)} LIMIT ${countLimit}) AS n) AS ${Prisma.raw(tab)}`,
  );
  const [row] = await prisma.$queryRaw<Record<InboxTab, number>[]>`SELECT ${Prisma.join(counts)}`;
  return row ?? { mine: 0, unassigned: 0, open: 0, claimant: 0, snoozed: 0, decided: 0 };
}

/** One case as a list shows it; undefined when there is none in the reviewer's queues. */
export async function findRow(principal: ReviewerPrincipal, caseId: string): Promise<CaseRow | undefined> {
  const [row] = await prisma.$queryRaw<StoredRow[]>`
    SELECT ${caseColumns} FROM review_case c ${caseTables(principal.userId)}
    WHERE c.id = ${caseId}::uuid AND c.queue = ANY (${principal.queues}::text[])`;
  if (!row) return undefined;
  const proposed = row.status === "open" ? await findProposed([row.waitId]) : new Map();
  return readRow(row, proposed.get(row.waitId));
}
