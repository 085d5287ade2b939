import { type PreparedStatement, runReading } from "@/lib/db/connections/pool";
import { type Context, NextAction, type TaskResult } from "@/lib/engine";
import { parseDuration } from "@/lib/engine/definition-kit";
import { defineKind } from "../define-kind";
import { screenKind } from "./config";

/** How many claims are stored one by one; all are counted. */
const mostStored = 500;

interface SmallClaim {
  id: string;
  amountCents: number;
  confirmedAt: Date;
  count: number;
  totalCents: number;
}

/**
 * Counts the small claims that the same person has confirmed lately, this one included. It runs after the confirmation
 * of this session was committed, so of two claims confirmed at the same moment at least one sees the other. The others
 * are stored as `small_claims`, so that a rehearsal can apply the rule to the same claims.
 */
export const screen = defineKind(screenKind, {
  async run({ limit, period, statusMessage }, context, execution): Promise<TaskResult> {
    const seconds = (parseDuration(period) ?? 0) / 1_000;
    const { rows: claims } = await runReading<SmallClaim>(otherSmallClaims(execution.sessionId, limit, seconds));
    const [first] = claims;
    storeSmallClaims(context, { count: first?.count ?? 0, totalCents: first?.totalCents ?? 0, claims });
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});

/** The small claims that a person has confirmed before. Cents. */
export interface OtherSmallClaims {
  count: number;
  totalCents: number;
  /** The newest of them. */
  claims: readonly Pick<SmallClaim, "id" | "amountCents" | "confirmedAt">[];
}

/** Stores the other claims for the rules of the workflow, with this claim in the count and in the total. */
export function storeSmallClaims(context: Context, { count, totalCents, claims }: OtherSmallClaims): void {
  const amount = context.get<number>("amount_cents") ?? 0;
  context.set("small_claims_count", count + 1);
  context.set("small_claims_total_cents", totalCents + amount);
  context.set(
    "small_claims",
    claims.map(({ id, amountCents, confirmedAt }) => ({
      id,
      amount_cents: amountCents,
      confirmed_at: confirmedAt.toISOString(),
    })),
  );
}

/** Prepared: to plan it costs ten times as much as to run it. */
const otherSmallClaims = (sessionId: string, limit: number, seconds: number): PreparedStatement => ({
  name: "other-small-claims",
  text: `
SELECT other.id, other.amount_cents::float8 AS "amountCents", other.confirmed_at AS "confirmedAt",
  (count(*) OVER ())::int AS count, (sum(other.amount_cents) OVER ())::float8 AS "totalCents"
FROM session this JOIN session other ON other.claimant_id = this.claimant_id AND other.id <> this.id
WHERE this.id = $1::uuid AND other.amount_cents < $2::float8
  AND other.confirmed_at > now() - $3::float8 * interval '1 second'
  AND other.status <> 'cancelled' AND other.outcome IS DISTINCT FROM 'rejected'
ORDER BY other.confirmed_at DESC, other.id LIMIT $4`,
  values: [sessionId, limit, seconds, mostStored],
});
