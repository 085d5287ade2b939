import { z } from "zod";
import { Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { countCap } from "./count";
import { defaultLimit, type Page, type PageRequest } from "./schema";

/**
 * The cursors of one list. A cursor is the place of a row in the order of the list, as text that callers only pass
 * back. It is checked like any other input: with the name of the list and the type of each value.
 */
export interface ListCursors<Place> {
  encode(place: Place): string;
  /** The place, or undefined without a cursor. Throws AppError `malformed` for a text that is not a cursor of it. */
  decode(cursor: string | undefined): Place | undefined;
}

/** The cursors of a list. `name` also names its order: a cursor of another order is refused. */
export function listCursors<Place>(name: string, place: z.ZodType<Place>): ListCursors<Place> {
  const schema = z.tuple([z.literal(name), place]);
  return {
    encode: (value) => Buffer.from(JSON.stringify([name, value])).toString("base64url"),
    decode: (cursor) => {
      if (cursor === undefined) return undefined;
      const parsed = schema.safeParse(parseJson(Buffer.from(cursor, "base64url").toString()));
      if (!parsed.success) throw new AppError("malformed", { detail: "This is not a cursor of this list." });
      return parsed.data[1];
    },
  };
}

/** A point in time with microseconds, as Postgres writes it. */
export const timeText = z.string().regex(/^(infinity|\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/);

/** How many rows to read for a part: one more row shows that there is a next part. */
export const rowsToRead = ({ limit = defaultLimit }: PageRequest): number => limit + 1;

/** The part of the list, of rows read with `rowsToRead`. */
export function toPage<Row>(
  rows: readonly Row[],
  { limit = defaultLimit }: PageRequest,
  cursorOf: (row: Row) => string,
): Omit<Page<Row>, "total"> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorOf(last) : null };
}

/**
 * How many rows a list has, counted to `countCap`; null for a part that is not the first. `query` is the FROM, WHERE
 * and ORDER BY of the list: in its order Postgres uses the index of the list and stops early.
 */
export async function countFirst(request: PageRequest, query: Prisma.Sql): Promise<number | null> {
  if (request.cursor !== undefined) return null;
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT 1 ${query} LIMIT ${Prisma.raw(String(countCap))}) AS counted`;
  return row?.count ?? 0;
}

/**
 * A part of a list for the address of a page. An address with a bad cursor, such as one that was copied in part, shows
 * the first part; `cursor` is then undefined.
 */
export async function orFirstPart<Item>(
  cursor: string | string[] | undefined,
  read: (cursor: string | undefined) => Promise<Page<Item>>,
): Promise<{ page: Page<Item>; cursor: string | undefined }> {
  if (typeof cursor !== "string") return { page: await read(undefined), cursor: undefined };
  try {
    return { page: await read(cursor), cursor };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "malformed") throw error;
    return { page: await read(undefined), cursor: undefined };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
