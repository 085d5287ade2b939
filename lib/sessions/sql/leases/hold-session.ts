import type { PreparedStatement } from "@/lib/db/connections/pool";
import { isFree } from "./due";

/**
 * Locks a free session at a version for the rest of the transaction, with a lease that has expired already. No row: it
 * is not free or not at this version.
 */
export const holdSession = (id: string, version: number, token: string): PreparedStatement => ({
  name: "hold-session",
  text: `
UPDATE session s SET lease_token = $3::uuid, lease_until = now() - interval '1 millisecond'
WHERE s.id = $1::uuid AND s.version = $2 AND ${isFree.sql}`,
  values: [id, version, token],
});
