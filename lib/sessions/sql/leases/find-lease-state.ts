import { Prisma } from "@/lib/db/client";
import type { SessionStatus } from "@/lib/engine";
import { isDue, isFree } from "./due";

/** A row of `findLeaseState`. */
export interface LeaseState {
  status: SessionStatus;
  /** A run holds it. */
  leased: boolean;
  /** `acquire` with `onlyDue` would take it if it were free. */
  due: boolean;
}

/** The status of a session and whether it could be acquired, in one snapshot. No row: there is no such session. */
export const findLeaseState = (id: string): Prisma.Sql => Prisma.sql`
  SELECT s.status::text, NOT ${isFree} AS leased, ${isDue} AS due
  FROM session s WHERE s.id = ${id}::uuid`;
