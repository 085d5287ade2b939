import { z } from "zod";
import { instructionsField, statusMessageField } from "../config/config-fields";
import { askingTypes, keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema, modelNameSchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const labelSchema = z.strictObject({
  value: described(contextKeySchema, { label: "Value", help: "What conditions compare with." }),
  label: described(z.string().min(1).max(60), { label: "Label" }),
  description: described(z.string().max(400).default(""), {
    label: "What belongs here",
    help: "Tells the model when to choose it.",
    widget: "long_text",
  }),
  /**
   * For the label of matters that the workflow does not handle: the text for the claimant, who is offered a person. A
   * model never chooses this label.
   */
  outside: described(templateSchema(400).optional(), {
    label: "Said when it does not belong here",
    help: "For what this workflow has no way for: the claimant reads it and is offered a person.",
    widget: "template",
  }),
});

const configSchema = z.strictObject({
  instructions: instructionsField,
  model: modelNameSchema,
  labels: described(z.array(labelSchema).min(2).max(20), {
    label: "Labels",
    help: "What the conversation can be sorted under.",
    widget: "table",
  }),
  /** The context key for the chosen label's value. */
  into: described(contextKeySchema, {
    label: "Kept as",
    help: "The key that conditions read the chosen label by.",
    widget: "context_key",
  }),
  question: described(z.string().min(1).max(400), {
    label: "Question",
    help: "Asked when the conversation does not tell.",
  }),
  /** When an edge leads back to the task, another text is read anew. */
  text: described(templateSchema(1_000).optional(), {
    label: "Text to sort",
    help: "For one value of the case: {{ question }}. Without it everything that the claimant wrote is read.",
    widget: "template",
    group: "How it runs",
  }),
  furtherQuestion: described(contextKeySchema.optional(), {
    label: "Another question is kept as",
    help: "A reply that asks something else is kept under this key and ends the task. Give it an edge of its own.",
    widget: "context_key",
    group: "How it runs",
  }),
  questionBefore: described(contextKeySchema.optional(), {
    label: "Question before",
    help: "Its key. Another question without a subject (“and abroad?”) is kept together with it.",
    widget: "context_key",
    group: "How it runs",
  }),
  statusMessage: statusMessageField("Classifying the conversation"),
});
export type ClassifyConfig = z.infer<typeof configSchema>;

const outsideWords = (labels: ClassifyConfig["labels"] = []): string[] =>
  labels.flatMap(({ outside }) => outside ?? []);

/** Sorts the conversation under one of several labels. */
export const classifyKind = defineConfig<ClassifyConfig>({
  kind: "classify",
  label: "Classify",
  description: "Sorts the conversation under one of several labels, and asks when it cannot tell.",
  icon: "split",
  replay: "recorded",
  configSchema,
  defaults: () => ({
    instructions: "Decide which of the labels the conversation belongs to.",
    labels: [
      { value: "first", label: "First label", description: "" },
      { value: "second", label: "Second label", description: "" },
    ],
    into: "label",
    question: "Which of these is it about?",
    statusMessage: "Classifying the conversation",
  }),
  waits: true,
  summarize: ({ labels }) =>
    `Decides between ${(labels ?? []).map((label) => label.label.toLowerCase()).join(" and ")}`,
  writes: ({ into, labels, furtherQuestion }) => ({
    ...askingTypes,
    ...(furtherQuestion !== undefined && { [furtherQuestion]: { type: "text" as const } }),
    [into]: { type: "choice", values: labels.map(({ value }) => value) },
  }),
  reads: ({ labels, text = "", questionBefore }) => [
    ...[text, ...outsideWords(labels)].flatMap(templateReads),
    ...(questionBefore === undefined ? [] : [questionBefore]),
  ],
  prints: ({ labels, text }) => [...templatePrints(text), ...outsideWords(labels).flatMap(templatePrints)],
  check: ({ into, labels, text, furtherQuestion }) => [
    ...keyProblems([into], () => ["into"]),
    ...(furtherQuestion === undefined ? [] : keyProblems([furtherQuestion], () => ["furtherQuestion"])),
    ...templateProblems("text", text, ["text"]),
    ...labels.flatMap(({ outside }, index) => templateProblems("outside", outside, ["labels", index, "outside"])),
  ],
  bounds: () => true,
});
