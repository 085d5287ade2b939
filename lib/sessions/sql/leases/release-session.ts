import { Prisma } from "@/lib/db/client";
import { isHeldBy } from "./due";

/** The lease that `releaseSession` releases. */
export interface ReleasedLease {
  id: string;
  token: string;
  /** Null when the run does not know it. */
  version: number | null;
}

/**
 * Releases the lease of a run that ended with an error, unless another run has acquired the session, and does not count
 * the start of its step. When a step was committed since, the count has begun again already.
 */
export const releaseSession = (lease: ReleasedLease): Prisma.Sql => Prisma.sql`
  UPDATE session s SET
    begun = GREATEST(s.begun - 1, 0),
    last_try_version = CASE WHEN ${isHeldBy(lease.token)} THEN NULL ELSE s.last_try_version END,
    lease_until = CASE WHEN ${isHeldBy(lease.token)} THEN NULL ELSE s.lease_until END,
    lease_token = CASE WHEN ${isHeldBy(lease.token)} THEN NULL ELSE s.lease_token END
  WHERE s.id = ${lease.id}::uuid AND (${isHeldBy(lease.token)} OR s.version = ${lease.version}::int)`;
