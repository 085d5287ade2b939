import { Prisma } from "@/lib/db/client";
import type { SessionStatus } from "@/lib/engine";
import { isDue } from "./due";

export interface LeaseState {
  status: SessionStatus;
  /** A run holds it. */
  leased: boolean;
  /** A claim with `onlyDue` would take it, were it free. */
  due: boolean;
}

/** How a session stands, in one snapshot. No row: not there. */
export const findLeaseState = (id: string): Prisma.Sql => Prisma.sql`
  SELECT s.status::text, coalesce(s.lease_until > now(), false) AS leased, ${isDue} AS due
  FROM session s WHERE s.id = ${id}::uuid`;
