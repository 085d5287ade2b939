import { z } from "zod";
import { collectedFields } from "../config/collected-fields";
import { fieldsField, instructionsField, statusMessageField } from "../config/config-fields";
import { fieldProblems, fieldValueTypes, gatheredTypes } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { type FieldSpec, modelNameSchema } from "../schema";

const collectedOr = (graph: Parameters<typeof collectedFields>[0] | undefined, others: FieldSpec[]): FieldSpec[] => {
  const collected = graph ? collectedFields(graph) : [];
  return collected.length > 0 ? collected : others;
};

const question = "Is this right? Say yes to confirm, or tell me what to change.";
const thanks = "Thank you, I have noted that as confirmed.";
const status = "Confirming the facts with the claimant";

const configSchema = z.strictObject({
  instructions: instructionsField,
  model: modelNameSchema,
  fields: fieldsField("Facts to confirm", "What the claimant reads and may change before they say yes."),
  question: described(z.string().min(1).max(400).default(question), { label: "Question" }),
  thanks: described(z.string().max(400).default(thanks), { label: "Thanks", help: "Said after the yes." }),
  statusMessage: statusMessageField(status),
});
export type ConfirmConfig = z.infer<typeof configSchema>;

/** Shows the facts and continues only when the claimant says yes to exactly these. */
export const confirmKind = defineConfig<ConfirmConfig>({
  kind: "confirm",
  label: "Confirm facts",
  description: "Shows the claimant what was understood and goes on only when they confirm it.",
  icon: "clipboard-check",
  replay: "recorded",
  configSchema,
  defaults: (graph) => ({
    instructions: "You are a helpful assistant. The claimant looks at the facts and may correct them.",
    fields: collectedOr(graph, [{ key: "description", label: "What happened", type: "long_text", required: true }]),
    question,
    thanks,
    statusMessage: status,
  }),
  waits: true,
  summarize: ({ fields }) =>
    `The claimant confirms ${(fields ?? []).map((field) => field.label.toLowerCase()).join(", ")}`,
  writes: ({ fields }) => ({
    ...gatheredTypes(fields),
    confirmed_at: { type: "time" },
    confirmed: { type: "object", fields: fieldValueTypes(fields) },
  }),
  reads: ({ fields }) => fields.map((field) => field.key),
  check: ({ fields }) => fieldProblems(fields),
  bounds: () => true,
});
