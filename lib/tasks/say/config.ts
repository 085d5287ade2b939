import { z } from "zod";
import { statusMessageField } from "../config/config-fields";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const configSchema = z.strictObject({
  message: described(templateSchema(8_000), { label: "Message", widget: "template" }),
  statusMessage: statusMessageField("Telling the claimant"),
});
type SayConfig = z.infer<typeof configSchema>;

/** Sends the claimant a message and continues. */
export const sayKind = defineConfig<SayConfig>({
  kind: "say",
  label: "Say",
  description: "Tells the claimant something and goes on.",
  icon: "megaphone",
  replay: "pure",
  configSchema,
  defaults: () => ({
    message: "We have noted this under {{ reference }}.",
    statusMessage: "Telling the claimant",
  }),
  summarize: ({ message }) => message?.split("\n", 1)[0] ?? "",
  reads: ({ message }) => templateReads(message),
  prints: ({ message }) => templatePrints(message),
  check: ({ message }) => templateProblems("message", message, ["message"]),
});
