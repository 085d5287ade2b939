import { z } from "zod";
import { statusMessageField } from "../config/config-fields";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextPathSchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const configSchema = z.strictObject({
  message: described(templateSchema(8_000), { label: "Message", widget: "template" }),
  /** The context path of what `compose` has made. */
  citations: described(contextPathSchema.optional(), {
    label: "Sources of",
    help: "The answer that the message shows: its markers [1], [2] open the passages.",
    widget: "context_path",
    pathTo: "answer",
  }),
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
  reads: ({ message, citations }) => [...templateReads(message), ...(citations ? [citations] : [])],
  prints: ({ message }) => templatePrints(message),
  check: ({ message }) => templateProblems("message", message, ["message"]),
});
