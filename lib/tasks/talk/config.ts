import { z } from "zod";
import type { ConfigProblem } from "@/lib/engine/definition-kit";
import { fieldsField, instructionsField, statusMessageField } from "../config/config-fields";
import { fieldProblems, gatheredTypes, keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { languageCodes, languageNames } from "../languages/languages";
import { contextKeySchema, modelNameSchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const configSchema = z.strictObject({
  instructions: instructionsField,
  model: modelNameSchema,
  greeting: described(templateSchema(1_000).optional(), {
    label: "Greeting",
    help: "Said when the claimant has not written anything yet.",
    widget: "template",
  }),
  fields: fieldsField("Facts to ask for", "The talk goes on until every required one is known."),
  /**
   * What the workflow reads, taken from its first talk; English without it. Our own checks (injuries, questions, what
   * is insured) read English only, so that every other language is a choice of the designer's. The demo model always
   * reads English alone.
   */
  languages: described(z.array(z.enum(languageCodes)).min(1).max(20).optional(), {
    label: "Languages",
    help: "What claimants may write in; English alone without a choice. The first talk of the workflow decides.",
    choices: languageNames,
    group: "Model",
  }),
  readsEarlier: described(z.boolean().default(true), {
    label: "Reads earlier messages",
    help: "Looks for the facts in what was said before. Without it only the reply to its own question counts.",
    group: "How it runs",
  }),
  /** Of a talk that asks whether an answer was enough: the key for another question, which ends the talk at once. */
  furtherQuestion: described(contextKeySchema.optional(), {
    label: "Another question is kept as",
    help: "A reply that asks something else is kept under this key and ends the talk. Give it an edge of its own.",
    widget: "context_key",
    group: "How it runs",
  }),
  questionBefore: described(contextKeySchema.optional(), {
    label: "Question before",
    help: "Its key. Another question without a subject (“and abroad?”) is kept together with it.",
    widget: "context_key",
    group: "How it runs",
  }),
  statusMessage: statusMessageField("Gathering information from the claimant"),
});
export type TalkConfig = z.infer<typeof configSchema>;

const furtherProblems = (key: string, fields: TalkConfig["fields"]): ConfigProblem[] => [
  ...keyProblems([key], () => ["furtherQuestion"]),
  ...(fields.some(({ type, required }) => type === "yes_no" && required)
    ? []
    : [
        {
          message: "another question can only replace the answer to a required yes-or-no fact: add one.",
          path: ["furtherQuestion"],
        },
      ]),
];

/** Talks with the claimant until every required field is known. */
export const talkKind = defineConfig<TalkConfig>({
  kind: "talk",
  label: "Talk",
  description: "Talks with the claimant until the facts it needs are known.",
  icon: "message-circle",
  replay: "recorded",
  configSchema,
  defaults: () => ({
    instructions: "You are a helpful assistant. You find out what happened. Be brief, warm and plain.",
    fields: [
      {
        key: "description",
        label: "What happened",
        type: "long_text",
        required: true,
        description: "What happened.",
        question: "What happened?",
      },
    ],
    readsEarlier: true,
    statusMessage: "Gathering information from the claimant",
  }),
  waits: true,
  summarize: ({ fields }) => `Asks for ${(fields ?? []).map((field) => field.label.toLowerCase()).join(", ")}`,
  writes: ({ fields, furtherQuestion }) => ({
    ...gatheredTypes(fields),
    ...(furtherQuestion !== undefined && { [furtherQuestion]: { type: "text" as const } }),
  }),
  reads: ({ greeting, questionBefore }) => [
    ...templateReads(greeting ?? ""),
    ...(questionBefore === undefined ? [] : [questionBefore]),
  ],
  prints: ({ greeting }) => templatePrints(greeting),
  check: ({ fields, greeting, furtherQuestion }) => [
    ...fieldProblems(fields),
    ...templateProblems("greeting", greeting, ["greeting"]),
    ...(furtherQuestion === undefined ? [] : furtherProblems(furtherQuestion, fields)),
  ],
  bounds: () => true,
});
