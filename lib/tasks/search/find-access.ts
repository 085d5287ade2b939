import { type PreparedStatement, runReading } from "@/lib/db/connections/pool";
import type { Audience } from "@/lib/search/find-passages";

/** The collections that a search names, and whose words the session's owner may read. */
export interface SearchAccess {
  /** `staff` in the session of a person who works here and is not a claimant. */
  audience: Audience;
  /** Their audiences, by name; one that does not exist is missing. */
  collections: ReadonlyMap<string, Audience>;
}

/**
 * What a session may search. Its owner reads everything that it finds: a person who is a claimant too counts as one,
 * and so does the owner of a session that does not exist.
 */
export async function findAccess(sessionId: string, names: readonly string[]): Promise<SearchAccess> {
  const { rows } = await runReading<{ name: string | null; audience: Audience | null; of_staff: boolean }>(
    accessOf(sessionId, names),
  );
  return {
    audience: rows[0]?.of_staff ? "staff" : "claimants",
    collections: new Map(rows.flatMap(({ name, audience }) => (name && audience ? [[name, audience]] : []))),
  };
}

const accessOf = (sessionId: string, names: readonly string[]): PreparedStatement => ({
  name: "search-access",
  text: `
SELECT c.name, c.audience, coalesce(owner.roles && '{reviewer,designer,admin}' AND NOT 'claimant' = ANY(owner.roles),
  false) AS of_staff
FROM (SELECT 1) one
LEFT JOIN (SELECT u.roles FROM session s JOIN app_user u ON u.id = s.claimant_id WHERE s.id = $1::uuid) owner ON true
LEFT JOIN collection c ON c.name = ANY($2::text[])`,
  values: [sessionId, names],
});
