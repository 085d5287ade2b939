import { randomUUID } from "node:crypto";
import { withDatabase } from "./faults/claims/check-invariants";

/** Creates people with an API key each; resolves to the keys. */
export async function createPeople(
  count: number,
  role: "claimant" | "reviewer" | "designer",
  databaseUrl = process.env.DATABASE_URL,
): Promise<string[]> {
  const run = randomUUID();
  const { rows } = await withDatabase(databaseUrl, (database) =>
    database.query<{ key: string }>(
      `WITH person AS (
         INSERT INTO app_user (id, email, name, password_hash, roles, queues)
         SELECT gen_random_uuid(), $1 || '-' || n || '@example.com', 'Person ' || n, '-', ARRAY[$2]::"Role"[],
                CASE WHEN $2 = 'reviewer' THEN ARRAY['claims'] ELSE '{}' END
         FROM generate_series(1, $3::int) AS n RETURNING id)
       INSERT INTO api_key (id, hash, label, user_id)
       SELECT gen_random_uuid(), encode(sha256(convert_to('key-' || id, 'UTF8')), 'hex'), 'test', id FROM person
       RETURNING 'key-' || user_id AS key`,
      [run, role, count],
    ),
  );
  return rows.map(({ key }) => key);
}
