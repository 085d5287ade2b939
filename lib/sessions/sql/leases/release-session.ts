import { Prisma } from "@/lib/db/client";

export interface ReleasedLease {
  id: string;
  token: string;
  /** Null when the run does not know it. */
  version: number | null;
}

/**
 * Takes back the begin of a lease whose run ended with an error, and the lease unless another run has taken it over.
 * When the session has moved on since, the begin was not counted any more.
 */
export const releaseSession = (lease: ReleasedLease): Prisma.Sql => Prisma.sql`
  UPDATE session s SET
    begun = GREATEST(s.begun - 1, 0),
    last_try_version = CASE WHEN s.lease_token IS DISTINCT FROM ${lease.token}::uuid THEN s.last_try_version END,
    lease_until = CASE WHEN s.lease_token IS DISTINCT FROM ${lease.token}::uuid THEN s.lease_until END,
    lease_token = CASE WHEN s.lease_token IS DISTINCT FROM ${lease.token}::uuid THEN s.lease_token END
  WHERE s.id = ${lease.id}::uuid AND (s.lease_token = ${lease.token}::uuid OR s.version = ${lease.version}::int)`;
