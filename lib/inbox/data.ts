import { z } from "zod";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { countCap } from "@/lib/paging/count";
import { listCursors, rowsToRead, timeText, toPage } from "@/lib/paging/cursor";
import type { Page, PageRequest } from "@/lib/paging/schema";
import { findProposed } from "./find-proposed";
import { findMatches } from "./listing/find-matches";
import { caseColumns, caseTables, readRow, type StoredRow, withoutInternals } from "./read-row";
import { type CaseQuery, type CaseRow, type CaseSort, caseQuerySchema, type InboxTab, inboxTabs } from "./schema";

// Prisma's own conditions cast each value of an enum, and Postgres then uses no partial index: the conditions of the
// indexes are written out here as the migrations have them.

const isAwake = "(c.snoozed_until IS NULL OR c.snoozed_until <= now())";
const isFree = "(c.assignee_id IS NULL OR c.lease_until <= now())";

/** The cases `c` of each tab, besides their queues. */
const tabConditions: Record<InboxTab, (principal: ReviewerPrincipal) => Prisma.Sql> = {
  mine: ({ userId }) => Prisma.sql`c.status = 'open' AND c.assignee_id = ${userId}::uuid
    AND (c.lease_until IS NULL OR c.lease_until > now()) AND ${Prisma.raw(isAwake)}`,
  unassigned: () => Prisma.raw(`c.status = 'open' AND ${isFree} AND ${isAwake}`),
  open: () => Prisma.raw(`c.status = 'open' AND ${isAwake}`),
  claimant: () => Prisma.raw("c.status = 'waiting_on_claimant'"),
  snoozed: () => Prisma.raw("c.status = 'open' AND c.snoozed_until IS NOT NULL AND c.snoozed_until > now()"),
  decided: () => Prisma.raw("c.status = 'decided'"),
};

/** An order of a list: its columns, each with its type, all in one direction. */
interface Order {
  columns: [sql: string, type: "bigint" | "timestamptz" | "uuid"][];
  direction: "ASC" | "DESC";
}

const id = ["c.id", "uuid"] as [string, "uuid"];
const dueAt = ["coalesce(c.due_at, 'infinity'::timestamptz)", "timestamptz"] as [string, "timestamptz"];
const openedAt = ["c.opened_at", "timestamptz"] as [string, "timestamptz"];

// As its index has it.
const knownCentsOrNone = "coalesce(edited_cents(c.edits), c.amount_cents::bigint, -1)";

const orders: Record<CaseSort, Order> = {
  priority: { columns: [["(-c.priority)", "bigint"], dueAt, openedAt, id], direction: "ASC" },
  due: { columns: [dueAt, openedAt, id], direction: "ASC" },
  oldest: { columns: [openedAt, id], direction: "ASC" },
  newest: { columns: [openedAt, id], direction: "DESC" },
  amount: { columns: [[`(-${knownCentsOrNone})`, "bigint"], openedAt, id], direction: "ASC" },
};
/** The tabs whose cases have one order. */
const tabOrders: Partial<Record<InboxTab, Order>> = {
  claimant: { columns: [["c.paused_since", "timestamptz"], id], direction: "DESC" },
  snoozed: { columns: [["c.snoozed_until", "timestamptz"], id], direction: "ASC" },
  decided: { columns: [["c.closed_at", "timestamptz"], id], direction: "DESC" },
};

const columnSchemas = { bigint: z.string().regex(/^-?\d{1,18}$/), timestamptz: timeText, uuid: z.uuid() };

const cursorsOf = (name: string, { columns }: Order) =>
  listCursors(
    `cases by ${name}`,
    z.array(z.string()).refine((place) => {
      const isPlace = columns.map(([, type], index) => columnSchemas[type].safeParse(place[index]).success);
      return place.length === columns.length && isPlace.every(Boolean);
    }),
  );

interface FoundCase {
  id: string;
  /** The values of the columns of the order. */
  place: string[];
}

/** Which cases a list has: those of some queues that fulfil a condition, in an order. */
async function findList(principal: ReviewerPrincipal, query: CaseQuery) {
  const { tab, search, sort = "priority", queue, ...filters } = caseQuerySchema.parse(query);
  const queues = queue === undefined ? principal.queues : principal.queues.filter((name) => name === queue);
  const matches = await findMatches(search);
  const where = Prisma.sql`${tabConditions[tab](principal)} ${filterOf(principal, filters)} ${matches ?? Prisma.empty}`;
  return { tab, queues, where, order: tabOrders[tab] ?? orders[sort], sortedBy: tabOrders[tab] ? tab : sort };
}

/** The list of a search as parts of a statement on the case `c`: its condition, and what follows ORDER BY. */
export async function readList(
  principal: ReviewerPrincipal,
  query: CaseQuery,
): Promise<{ tab: InboxTab; queues: string[]; where: Prisma.Sql; order: Prisma.Sql }> {
  const { tab, queues, where, order } = await findList(principal, query);
  const columns = order.columns.map(([sql]) => sql);
  return { tab, queues, where, order: sorted(columns, order.direction) };
}

/** The reviewer's cases of a tab, with its search and its filters, part by part. */
export async function listCases(
  principal: ReviewerPrincipal,
  query: CaseQuery,
  request: PageRequest = {},
): Promise<Page<CaseRow>> {
  const { queues, where, order, sortedBy } = await findList(principal, query);
  const cursors = cursorsOf(sortedBy, order);
  const after = cursors.decode(request.cursor);
  const [found, total] = await Promise.all([
    readPlaces({ queues, where, order, after, limit: rowsToRead(request) }),
    request.cursor === undefined ? countList({ queues, where, order }) : null,
  ]);
  const { items, nextCursor } = toPage(found, request, ({ place }) => cursors.encode(place));
  const ids = items.map((item) => item.id);
  const rows = new Map(
    (await readRows(Prisma.sql`c.id = ANY (${ids}::uuid[])`, principal.userId)).map((row) => [row.caseId, row]),
  );
  return { items: items.flatMap((item) => rows.get(item.id) ?? []), nextCursor, total };
}

type Filters = Omit<z.output<typeof caseQuerySchema>, "tab">;

function filterOf({ userId }: ReviewerPrincipal, { tag, flagged, overdue, escalated }: Filters): Prisma.Sql {
  // What is not shown of one's own claims cannot be searched for either.
  const isInternal = tag !== undefined || flagged || escalated;
  const others = Prisma.sql`AND NOT EXISTS (
    SELECT FROM session s WHERE s.id = c.session_id AND s.claimant_id = ${userId}::uuid)`;
  const conditions = [
    ...(isInternal ? [others] : []),
    ...(tag === undefined ? [] : [Prisma.sql`AND c.tags @> ARRAY[${tag}]::text[]`]),
    ...(flagged ? [Prisma.raw("AND cardinality(c.flags) > 0")] : []),
    ...(overdue ? [Prisma.raw("AND (c.overdue_at IS NOT NULL OR c.due_at <= now())")] : []),
    ...(escalated ? [Prisma.raw("AND c.escalated_at IS NOT NULL")] : []),
  ];
  return conditions.length > 0 ? Prisma.join(conditions, " ") : Prisma.empty;
}

interface ListQuery {
  queues: string[];
  where: Prisma.Sql;
  order: Order;
  after: string[] | undefined;
  limit: number;
}

const sorted = (texts: string[], direction: Order["direction"]) =>
  Prisma.raw(texts.map((text) => `${text} ${direction}`).join(", "));

/** The first cases after a place. Each queue is read in the order of its index; few queues are then merged. */
function readPlaces({ queues, where, order, after, limit }: ListQuery): Promise<FoundCase[]> {
  const { columns, direction } = order;
  const names = columns.map((_, index) => `k${index}`);
  const selected = Prisma.raw(columns.map(([sql], index) => `${sql} AS ${names[index]}`).join(", "));
  const texts = Prisma.raw(`ARRAY[${names.map((name) => `c.${name}::text`).join(", ")}]`);
  const values = after?.map((value, index) => Prisma.sql`${value}::${Prisma.raw(columns[index]?.[1] ?? "text")}`);
  const sign = Prisma.raw(direction === "ASC" ? ">" : "<");
  const key = Prisma.raw(columns.map(([sql]) => sql).join(", "));
  const comesAfter = values ? Prisma.sql`AND (${key}) ${sign} (${Prisma.join(values)})` : Prisma.empty;
  return prisma.$queryRaw<FoundCase[]>`
    SELECT c.id, ${texts} AS place FROM unnest(${queues}::text[]) AS mine(queue), LATERAL (
      SELECT c.id, ${selected} FROM review_case c WHERE c.queue = mine.queue AND ${where} ${comesAfter}
      ORDER BY ${sorted(
        columns.map(([sql]) => sql),
        direction,
      )} LIMIT ${limit}) AS c
    ORDER BY ${sorted(
      names.map((name) => `c.${name}`),
      direction,
    )} LIMIT ${limit}`;
}

/**
 * How many cases there are, counted to `countCap`. In the order of an index: in any order Postgres reads the table from
 * its beginning, and the open cases are at its end.
 */
function countOf({ queues, where, order: { columns, direction } }: Omit<ListQuery, "limit" | "after">): Prisma.Sql {
  const cap = Prisma.raw(String(countCap));
  return Prisma.sql`(
    SELECT least(coalesce(sum(counted.n), 0), ${cap})::int FROM unnest(${queues}::text[]) AS mine(queue), LATERAL (
      SELECT count(*) AS n FROM (SELECT 1 FROM review_case c WHERE c.queue = mine.queue AND ${where}
        ORDER BY ${sorted(
          columns.map(([sql]) => sql),
          direction,
        )} LIMIT ${cap}) AS capped) AS counted)`;
}

async function countList(query: Omit<ListQuery, "limit" | "after">): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`SELECT ${countOf(query)} AS count`;
  return row?.count ?? 0;
}

/** How many cases each tab holds, counted to `countCap`. */
export async function countCases(principal: ReviewerPrincipal): Promise<Record<InboxTab, number>> {
  const { queues } = principal;
  const counts = inboxTabs.map((tab) => {
    const order = tabOrders[tab] ?? orders.oldest;
    return Prisma.sql`${countOf({ queues, where: tabConditions[tab](principal), order })} AS ${Prisma.raw(tab)}`;
  });
  const [row] = await prisma.$queryRaw<Record<InboxTab, number>[]>`SELECT ${Prisma.join(counts)}`;
  if (!row) throw new Error("A count has one row");
  return row;
}

/** The session of a case in the reviewer's queues, or null. The id of one of its waits means the same case. */
export async function findSessionOfCase(principal: ReviewerPrincipal, caseId: string): Promise<string | null> {
  const [row] = await prisma.$queryRaw<{ session_id: string }[]>`
    SELECT session_id FROM review_case WHERE queue = ANY (${principal.queues}::text[])
      AND id IN (${caseId}::uuid, (SELECT case_id FROM wait WHERE id = ${caseId}::uuid))`;
  return row?.session_id ?? null;
}

/** One case as a list shows it; undefined when there is none in the reviewer's queues. */
export async function findRow(principal: ReviewerPrincipal, caseId: string): Promise<CaseRow | undefined> {
  const where = Prisma.sql`c.id = ${caseId}::uuid AND c.queue = ANY (${principal.queues}::text[])`;
  return (await readRows(where, principal.userId))[0];
}

/**
 * The rows of the cases of these sessions: for a reader that asks `readSubjects` before anything leaves the process.
 * They are the same for every viewer, so that `isNew` is not known; a viewer who is the claimant gets them
 * `withoutInternals`.
 */
export async function readCaseRows(sessionIds: readonly string[]): Promise<Map<string, CaseRow[]>> {
  const rows = await readRows(Prisma.sql`c.session_id = ANY (${sessionIds}::uuid[])`, null);
  return new Map(sessionIds.map((sessionId) => [sessionId, rows.filter((row) => row.sessionId === sessionId)]));
}

async function readRows(where: Prisma.Sql, viewerId: string | null): Promise<CaseRow[]> {
  const rows = await prisma.$queryRaw<StoredRow[]>`
    SELECT ${caseColumns} FROM review_case c ${caseTables(viewerId)} WHERE ${where}`;
  const proposed = await findProposed(rows.filter(({ status }) => status === "open").map(({ waitId }) => waitId));
  return rows.map((stored) => {
    const row = readRow(stored, proposed.get(stored.waitId));
    return stored.claimantId === viewerId ? withoutInternals(row) : row;
  });
}
