import { Prisma } from "../client";

/** Whether a row's transaction `tx` is below the oldest open one: rows that appear later are of later transactions. */
export const isFinished = Prisma.sql`tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`;

/** The newest finished transaction with events, as `tx`. It reads the tables: the view `audit_log` has no index. */
export const newestFinished = Prisma.sql`
  SELECT GREATEST(
    (SELECT max(tx) FROM audit_event WHERE ${isFinished}), (SELECT max(tx) FROM step WHERE ${isFinished})) AS tx`;
