import { asDesigner, asReviewer, type Principal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { goneAfterSeconds, type PlaceKind, type PresenceBody, type PresentPerson, parsePlace } from "./schema";

/** Who may be at a place of a kind, and whether there is one. Each throws AppError `forbidden` or `not_found`. */
const assertMayBeAt: Record<PlaceKind, (principal: Principal, id: string) => Promise<void>> = {
  workflow: async (principal, id) => {
    asDesigner(principal);
    if ((await prisma.workflow.count({ where: { id } })) === 0) throw new AppError("not_found");
  },
  case: async (principal, id) => {
    const { queues } = asReviewer(principal);
    if ((await prisma.reviewCase.count({ where: { id, queue: { in: queues } } })) === 0)
      throw new AppError("not_found");
  },
};

interface Row {
  id: string;
  name: string;
  since: Date;
}

/**
 * Stores that this person has a place open in a tab, or leaves it; returns the people who are there, the longest first.
 * The state is in the table alone: any process may answer. Throws AppError `forbidden`, `not_found`.
 */
export async function markPresent(
  principal: Principal,
  { place, tabId, leaving }: PresenceBody,
): Promise<PresentPerson[]> {
  const parsed = parsePlace(place);
  if (!parsed) throw new AppError("not_found");
  await assertMayBeAt[parsed.kind](principal, parsed.id);
  const { userId } = principal;
  const isMine = Prisma.sql`place = ${place} AND user_id = ${userId}::uuid AND tab_id = ${tabId}::uuid`;
  const isGone = Prisma.sql`seen_at < now() - make_interval(secs => ${goneAfterSeconds})`;
  const mark = leaving
    ? Prisma.sql`DELETE FROM presence WHERE ${isMine} RETURNING NULL::uuid AS user_id, since`
    : Prisma.sql`
      INSERT INTO presence (place, user_id, tab_id) VALUES (${place}, ${userId}::uuid, ${tabId}::uuid)
      ON CONFLICT (place, user_id, tab_id) DO UPDATE SET seen_at = now(),
        since = CASE WHEN presence.${isGone} THEN now() ELSE presence.since END
      RETURNING user_id, since`;
  // Rows that another heartbeat has locked are skipped: two heartbeats never wait for each other.
  const rows = await prisma.$queryRaw<Row[]>`
    WITH mine AS (${mark}), gone AS (
      DELETE FROM presence AS p USING (
        SELECT place, user_id, tab_id FROM presence WHERE ${isGone} AND NOT (${isMine}) FOR UPDATE SKIP LOCKED
      ) AS old WHERE (p.place, p.user_id, p.tab_id) = (old.place, old.user_id, old.tab_id)
    ), here AS (
      SELECT user_id, since FROM presence WHERE place = ${place} AND NOT (${isMine}) AND NOT ${isGone}
      UNION ALL SELECT user_id, since FROM mine
    )
    SELECT u.id, u.name, min(here.since) AS since FROM here JOIN app_user u ON u.id = here.user_id
    GROUP BY u.id, u.name ORDER BY since, u.id`;
  return rows.map(({ id, name, since }) => ({ id, name, since: since.toISOString(), isYou: id === userId }));
}
