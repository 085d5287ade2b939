import { z } from "zod";
import { prisma } from "@/lib/db/client";
import { NextAction, type TaskResult } from "@/lib/engine";
import { defineKind } from "./define-kind";

const configSchema = z.strictObject({
  /** Claims below this amount count as small. */
  limitCents: z.int().min(1),
  /** How far back to look, in hours. */
  hours: z
    .number()
    .positive()
    .max(24 * 365),
  statusMessage: z.string().max(200).default("Checking the claim against the claimant's recent claims"),
});
type ScreenConfig = z.infer<typeof configSchema>;

/**
 * Counts the small claims that the same person has confirmed lately, this one included. It looks after this session's
 * own confirmation was committed, so of two claims confirmed at the same moment at least one sees the other.
 */
export const screen = defineKind<ScreenConfig>({
  kind: "screen",
  label: "Check recent claims",
  description:
    "Adds up the small claims of the same person in the last hours, so that many small ones do not pass as one.",
  icon: "shield-check",
  configSchema,
  summarize: ({ hours }) => `Adds up the claimant's small claims of the last ${hours} h`,
  writes: () => ({
    small_claims_count: { type: "number" },
    small_claims_total_cents: { type: "number", unit: "cents" },
  }),

  async run({ limitCents, hours, statusMessage }, context, execution): Promise<TaskResult> {
    const [row] = await prisma.$queryRaw<{ count: number; total: number }[]>`
      SELECT count(*)::int AS count, coalesce(sum(other.amount_cents), 0)::float8 AS total
      FROM session this JOIN session other ON other.claimant_id = this.claimant_id AND other.id <> this.id
      WHERE this.id = ${execution.sessionId}::uuid AND other.amount_cents < ${limitCents}
        AND other.confirmed_at > now() - ${hours} * interval '1 hour'
        AND other.status <> 'cancelled' AND other.outcome IS DISTINCT FROM 'rejected'`;
    const amount = context.get<number>("amount_cents") ?? 0;
    context.set("small_claims_count", (row?.count ?? 0) + 1);
    context.set("small_claims_total_cents", (row?.total ?? 0) + amount);
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});
