import { z } from "zod";
import { statusMessageField } from "../config/config-fields";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const configSchema = z.strictObject({
  letter: described(templateSchema(8_000), {
    label: "Letter",
    help: "The last words to the claimant. A reviewer's reason is added unless the letter names it.",
    widget: "template",
  }),
  statusMessage: statusMessageField("Writing the final letter"),
});
type LetterConfig = z.infer<typeof configSchema>;

/** Writes the last letter and ends the session. */
export const letterKind = defineConfig<LetterConfig>({
  kind: "letter",
  label: "Final letter",
  description: "Writes the closing letter to the claimant and ends the session.",
  icon: "mail-check",
  replay: "effect",
  configSchema,
  defaults: () => ({
    letter: "Your request {{ reference }} is closed.",
    statusMessage: "Writing the final letter",
  }),
  ends: true,
  summarize: () => "Writes the letter with the outcome and ends",
  writes: () => ({ letter: { type: "text" } }),
  reads: ({ letter }) => templateReads(letter),
  prints: ({ letter }) => templatePrints(letter),
  check: ({ letter }) => templateProblems("letter", letter, ["letter"]),
});
