import { prisma } from "@/lib/db/client";
import { NextAction, parseDuration, type TaskResult } from "@/lib/engine";
import { defineKind } from "../define-kind";
import { screenKind } from "./config";

/**
 * Counts the small claims that the same person has confirmed lately, this one included. It looks after this session's
 * own confirmation was committed, so of two claims confirmed at the same moment at least one sees the other.
 */
export const screen = defineKind(screenKind, {
  async run({ limit, period, statusMessage }, context, execution): Promise<TaskResult> {
    const [row] = await prisma.$queryRaw<{ count: number; total: number }[]>`
      SELECT count(*)::int AS count, coalesce(sum(other.amount_cents), 0)::float8 AS total
      FROM session this JOIN session other ON other.claimant_id = this.claimant_id AND other.id <> this.id
      WHERE this.id = ${execution.sessionId}::uuid AND other.amount_cents < ${limit}
        AND other.confirmed_at > now() - ${(parseDuration(period) ?? 0) / 1_000} * interval '1 second'
        AND other.status <> 'cancelled' AND other.outcome IS DISTINCT FROM 'rejected'`;
    const amount = context.get<number>("amount_cents") ?? 0;
    context.set("small_claims_count", (row?.count ?? 0) + 1);
    context.set("small_claims_total_cents", (row?.total ?? 0) + amount);
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});
