import { z } from "zod";
import { settingsOnlyProblems, statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema, modelNameSchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const configSchema = z.strictObject({
  /** A template of the settings alone: the values of a case are other people's words. */
  instructions: described(templateSchema(4_000), {
    label: "Instructions",
    help: "What the model should be and do, in your words. It may name settings. Claimants do not see it.",
    widget: "template",
    group: "Model",
  }),
  prompt: described(templateSchema(4_000), {
    label: "What to write",
    help: "The request, with the values that the text is about. The model reads each value as information only.",
    widget: "template",
  }),
  /** The context key for the text. */
  into: described(contextKeySchema, {
    label: "Kept as",
    help: "The key of the text. A model can be wrong: let a person read it before it counts.",
    widget: "context_key",
  }),
  maxLength: described(z.int().min(50).max(4_000).default(1_000), {
    label: "Longest text",
    help: "A longer text is cut at a word.",
    unit: "characters",
  }),
  /** The text is a reply to the claimant, too. */
  inChat: described(z.boolean().default(false), {
    label: "Streamed to the chat",
    help: "The claimant reads it while it is written. There it ends before a sentence about payment or a decision.",
  }),
  model: modelNameSchema,
  statusMessage: statusMessageField("Writing a text"),
});
export type GenerateConfig = z.infer<typeof configSchema>;

/** Lets a model write a text. */
export const generateKind = defineConfig<GenerateConfig>({
  kind: "generate",
  label: "Write a text",
  description: "Lets a model write a text into a key: a summary, a draft, an explanation for the claimant.",
  icon: "sparkles",
  replay: "recorded",
  configSchema,
  defaults: () => ({
    instructions: "You write short, plain and friendly texts. You state only what you are given.",
    prompt: "Summarize the request {{ reference }} in two sentences.",
    into: "summary",
    maxLength: 1_000,
    inChat: false,
    statusMessage: "Writing a text",
  }),
  summarize: ({ into = "", maxLength, inChat }) =>
    `Writes ${into.replaceAll("_", " ")}, at most ${maxLength ?? 1_000} characters${inChat ? ", in the chat" : ""}`,
  writes: ({ into }) => ({ [into]: { type: "text" } }),
  reads: ({ instructions, prompt }) => [...new Set([instructions, prompt].flatMap(templateReads))],
  prints: ({ instructions, prompt }) => [instructions, prompt].flatMap(templatePrints),
  check: ({ instructions, prompt, into }) => [
    ...templateProblems("instructions", instructions, ["instructions"]),
    ...settingsOnlyProblems(instructions, "What to write"),
    ...templateProblems("what to write", prompt, ["prompt"]),
    ...keyProblems([into], () => ["into"]),
  ],
});
