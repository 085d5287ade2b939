import { z } from "zod";
import { Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { CaseSort, InboxTab } from "./schema";

/** One part of a sort key: an expression over the case `c`, and its type. All parts of an order go the same way. */
interface SortPart {
  sql: string;
  type: "int" | "timestamptz" | "uuid";
}

/** An order of cases in which each has a place of its own, for pages that begin after the last case of the page before. */
export interface CaseOrder {
  parts: readonly SortPart[];
  isDescending: boolean;
}

const id: SortPart = { sql: "c.id", type: "uuid" };
const opened: SortPart = { sql: "c.opened_at", type: "timestamptz" };
const due: SortPart = { sql: "coalesce(c.due_at, 'infinity')", type: "timestamptz" };
const orders: Record<CaseSort, CaseOrder> = {
  priority: { parts: [{ sql: "(-c.priority)", type: "int" }, due, opened, id], isDescending: false },
  due: { parts: [due, opened, id], isDescending: false },
  oldest: { parts: [opened, id], isDescending: false },
  newest: { parts: [opened, id], isDescending: true },
  amount: { parts: [{ sql: "coalesce(c.amount_cents, -1)", type: "int" }, opened, id], isDescending: true },
};

/** The order of a tab, unless another one was chosen. */
export function orderOf(tab: InboxTab, sort: CaseSort | undefined): CaseOrder {
  if (sort) return orders[sort];
  switch (tab) {
    case "decided":
      return { parts: [{ sql: "c.closed_at", type: "timestamptz" }, id], isDescending: true };
    case "claimant":
      return { parts: [{ sql: "c.paused_since", type: "timestamptz" }, id], isDescending: true };
    case "snoozed":
      return { parts: [{ sql: "c.snoozed_until", type: "timestamptz" }, id], isDescending: false };
    default:
      return orders.priority;
  }
}

/** The ORDER BY of an order. */
export const orderBy = ({ parts, isDescending }: CaseOrder): Prisma.Sql =>
  Prisma.raw(parts.map(({ sql }) => `${sql} ${isDescending ? "DESC" : "ASC"}`).join(", "));

/** The place of a case in an order, as text: what `readCursor` reads. */
export const cursorColumn = ({ parts }: CaseOrder): Prisma.Sql =>
  Prisma.raw(`jsonb_build_array(${parts.map(({ sql }) => `(${sql})::text`).join(", ")})`);

/** The cursor of a place. */
export const toCursor = (place: string[]): string => Buffer.from(JSON.stringify(place)).toString("base64url");

const formats = {
  int: z.string().regex(/^-?\d{1,10}$/),
  timestamptz: z.string().regex(/^(infinity|[\d :.+-]{10,40})$/),
  uuid: z.uuid(),
};

/** The condition that a case comes after a cursor. Throws AppError("invalid") for a cursor of another order. */
export function afterCursor({ parts, isDescending }: CaseOrder, cursor: string): Prisma.Sql {
  const place = readPlace(parts, cursor);
  const values = place.map((value, index) => Prisma.sql`${value}::text::${Prisma.raw(parts[index]?.type ?? "text")}`);
  const sign = Prisma.raw(isDescending ? "<" : ">");
  const key = Prisma.raw(parts.map(({ sql }) => sql).join(", "));
  return Prisma.sql`(${key}) ${sign} (${Prisma.join(values)})`;
}

function readPlace(parts: readonly SortPart[], cursor: string): string[] {
  try {
    const place = z
      .array(z.string())
      .length(parts.length)
      .parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return parts.map(({ type }, index) => formats[type].parse(place[index]));
  } catch (cause) {
    throw new AppError("invalid", { fields: { cursor: "This is no cursor of this list." }, cause });
  }
}
