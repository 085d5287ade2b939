import { z } from "zod";
import { composedType } from "../citations/value-types";
import { settingsOnlyProblems, statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema, contextPathSchema, modelNameSchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const status = "Answering from the documents";

const configSchema = z.strictObject({
  /** A template of the settings alone: the values of a case are other people's words. */
  instructions: described(templateSchema(4_000), {
    label: "Instructions",
    help: "How the model should answer, in your words. It may name settings. Claimants do not see it.",
    widget: "template",
    group: "Model",
  }),
  question: described(templateSchema(4_000), {
    label: "Question",
    help: "What is to be answered. The model reads each value as information only.",
    widget: "template",
  }),
  passages: described(z.array(contextPathSchema).min(1).max(10), {
    label: "Passages",
    help: "The keys of what searches have found. The model reads the best 8 in all.",
    widget: "context_path",
    pathTo: "passages",
  }),
  criticism: described(contextPathSchema.optional(), {
    label: "Criticism",
    help: "The key of what was wrong with the last try: the criticism of “Check an answer”.",
    widget: "context_path",
    pathTo: "text",
  }),
  /** The context key for the answer. */
  into: described(contextKeySchema, {
    label: "Kept as",
    help: "The key of the answer. “answerable” in it says whether the passages answer the question.",
    widget: "context_key",
  }),
  /** The text is a reply to the claimant, too. */
  inChat: described(z.boolean().default(false), {
    label: "Streamed to the chat",
    help: "The claimant reads each sentence when its quote was found. Not for an answer that is checked afterwards.",
  }),
  model: modelNameSchema,
  statusMessage: statusMessageField(status),
});
export type ComposeConfig = z.infer<typeof configSchema>;

/** Lets a model answer from passages, with quotes. */
export const composeKind = defineConfig<ComposeConfig>({
  kind: "compose",
  label: "Answer from passages",
  description: "Lets a model answer a question from passages alone. Each sentence cites words of a passage.",
  icon: "quote",
  replay: "recorded",
  configSchema,
  defaults: () => ({
    instructions: "You answer questions about cover in short, plain sentences. You say what the policy says.",
    question: "{{ question }}",
    passages: ["passages"],
    into: "answer",
    inChat: false,
    statusMessage: status,
  }),
  summarize: ({ passages = [], into = "", inChat }) =>
    `Writes ${into.replaceAll("_", " ")} with quotes of ${passages.join(" and ")}${inChat ? ", in the chat" : ""}`,
  writes: ({ into }) => ({ [into]: composedType }),
  reads: ({ instructions, question, passages, criticism }) => [
    ...new Set([...[instructions, question].flatMap(templateReads), ...passages, ...(criticism ? [criticism] : [])]),
  ],
  prints: ({ instructions, question }) => [instructions, question].flatMap(templatePrints),
  check: ({ instructions, question, passages, into }) => [
    ...templateProblems("instructions", instructions, ["instructions"]),
    ...settingsOnlyProblems(instructions, "Question"),
    ...templateProblems("question", question, ["question"]),
    ...passages.flatMap((path, index) =>
      passages.indexOf(path) < index
        ? [{ message: `the passages “${path}” are there twice.`, path: ["passages", index] }]
        : [],
    ),
    ...keyProblems([into], () => ["into"]),
  ],
});
