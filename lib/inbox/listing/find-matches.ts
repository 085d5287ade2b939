import { Prisma, prisma } from "@/lib/db/client";
import { searchWords } from "@/lib/text";

/** With more matching sessions than this, the cases are scanned in the order of the list. */
const maxListed = 2_000;
/** An index of parts of words needs three characters. */
const minMessageWords = 3;

/** The words of a message as the index has them. */
const messageText = Prisma.raw("(jsonb_path_query_array(m.parts, '$[*].text')::text)");

/**
 * The condition of the case `c` (with its AND) for a search by reference, claimant or words of the claimant; null
 * without a search. Rare words are found by the indexes of their tables, and the cases by their sessions. For frequent
 * words the cases are scanned in the order of the list until the part is full.
 */
export async function findMatches(search: string | undefined): Promise<Prisma.Sql | null> {
  const words = searchWords(search);
  if (!words) return null;
  const upper = words.toUpperCase();
  const part = `%${words}%`;
  const people = Prisma.sql`SELECT id FROM app_user WHERE name ILIKE ${part}`;
  const isReference = Prisma.sql`(s.reference LIKE ${`${upper}%`} OR s.reference LIKE ${`CLM-${upper}%`})`;
  const isSaid = Prisma.sql`m.role = 'user' AND ${messageText} ILIKE ${part}`;
  const saysWords = words.length >= minMessageWords;
  const limit = Prisma.raw(String(maxListed + 1));
  const found = await prisma.$queryRaw<{ id: string }[]>`
    (SELECT s.id FROM session s WHERE ${isReference} LIMIT ${limit})
    UNION (SELECT s.id FROM session s WHERE s.claimant_id = ANY (ARRAY(${people})) LIMIT ${limit})
    ${saysWords ? Prisma.sql`UNION (SELECT m.session_id FROM message m WHERE ${isSaid} LIMIT ${limit})` : Prisma.empty}
    LIMIT ${limit}`;
  if (found.length <= maxListed) {
    return Prisma.sql`AND c.session_id = ANY (${found.map(({ id }) => id)}::uuid[])`;
  }
  const says = saysWords
    ? Prisma.sql`OR EXISTS (SELECT FROM message m WHERE m.session_id = s.id AND ${isSaid})`
    : Prisma.empty;
  return Prisma.sql`AND EXISTS (
    SELECT FROM session s JOIN app_user p ON p.id = s.claimant_id
    WHERE s.id = c.session_id AND (${isReference} OR p.name ILIKE ${part} ${says}))`;
}
