import { z } from "zod";
import { durationSchema, formatDuration } from "@/lib/engine/definition-kit";
import { moneySchema, statusMessageField } from "../config/config-fields";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";

const status = "Checking the claim against the claimant's recent claims";

const configSchema = z.strictObject({
  limit: described(moneySchema({ min: 1 }), {
    label: "Limit",
    help: "Claims below this amount count as small.",
    widget: "money",
  }),
  period: described(durationSchema(365 * 86_400_000), {
    label: "Look back",
    help: "How far back claims of the same person count.",
    widget: "duration",
  }),
  statusMessage: statusMessageField(status),
});
type ScreenConfig = z.infer<typeof configSchema>;

/** Counts the small claims that the same person has confirmed lately. */
export const screenKind = defineConfig<ScreenConfig>({
  kind: "screen",
  label: "Check recent claims",
  description:
    "Adds up the small claims of the same person in the last hours, so that many small ones do not pass as one.",
  icon: "shield-check",
  replay: "recorded",
  configSchema,
  defaults: () => ({ limit: 100_000, period: "PT24H", statusMessage: status }),
  summarize: ({ period }) => `Adds up the claimant's small claims of the last ${formatDuration(period)}`,
  writes: () => ({
    small_claims_count: { type: "number" },
    small_claims_total_cents: { type: "number", unit: "money" },
    small_claims: {
      type: "list",
      of: {
        type: "object",
        fields: {
          id: { type: "text" },
          amount_cents: { type: "number", unit: "money" },
          confirmed_at: { type: "time" },
        },
      },
    },
  }),
});
