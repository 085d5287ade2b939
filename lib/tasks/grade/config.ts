import { z } from "zod";
import { gradeVerdicts } from "../citations/schema";
import { gradedType } from "../citations/value-types";
import { settingsOnlyProblems, statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema, contextPathSchema, modelNameSchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { templatePrints } from "../template-types";

const status = "Checking the answer";

const configSchema = z.strictObject({
  /** A template of the settings alone: the values of a case are other people's words. */
  instructions: described(templateSchema(4_000), {
    label: "Instructions",
    help: "What a good answer is, in your words. It may name settings. Claimants do not see it.",
    widget: "template",
    group: "Model",
  }),
  question: described(templateSchema(4_000), {
    label: "Question",
    help: "What was to be answered. The model reads each value as information only.",
    widget: "template",
  }),
  passages: described(z.array(contextPathSchema).min(1).max(10), {
    label: "Passages",
    help: "The same as those that the answer was made from: the model compares it with them.",
    widget: "context_path",
    pathTo: "passages",
  }),
  /** The context path of the composed answer. */
  composed: described(contextPathSchema, {
    label: "Answer",
    help: "The key of the answer that “Answer from passages” has made.",
    widget: "context_path",
    pathTo: "answer",
  }),
  passFrom: described(z.number().min(0).max(1).default(0.7), {
    label: "Passes from",
    help: "The score, 0 to 1, from which an answer is good enough.",
    group: "Tries",
  }),
  maxTries: described(z.int().min(1).max(10).default(3), {
    label: "At most",
    help: "After so many answers it gives up, and the best one is kept.",
    unit: "tries",
    group: "Tries",
  }),
  /** The context key for the verdict. */
  into: described(contextKeySchema, {
    label: "Kept as",
    help: "The key of the verdict. Edges test “verdict” in it: pass, retry, give_up. “best” in it is the best answer.",
    widget: "context_key",
  }),
  model: modelNameSchema,
  statusMessage: statusMessageField(status),
});
export type GradeConfig = z.infer<typeof configSchema>;

/** Checks an answer, and bounds how often it is tried again. */
export const gradeKind = defineConfig<GradeConfig>({
  kind: "grade",
  label: "Check an answer",
  description:
    "Checks the quotes of an answer, then lets a model compare it with its passages. A bad one is tried again.",
  icon: "badge-check",
  replay: "recorded",
  configSchema,
  defaults: () => ({
    instructions: "A good answer says what the passages say about the question, with their limits and exclusions.",
    question: "{{ question }}",
    passages: ["passages"],
    composed: "answer",
    passFrom: 0.7,
    maxTries: 3,
    into: "check",
    statusMessage: status,
  }),
  summarize: ({ composed = "", maxTries }) =>
    `Checks ${composed.replaceAll("_", " ")} against its passages, at most ${maxTries ?? 3} tries`,
  writes: ({ into }) => ({ [into]: gradedType }),
  reads: ({ instructions, question, passages, composed }) => [
    ...new Set([...[instructions, question].flatMap(templateReads), ...passages, composed]),
  ],
  prints: ({ instructions, question }) => [instructions, question].flatMap(templatePrints),
  check: ({ instructions, question, into }) => [
    ...templateProblems("instructions", instructions, ["instructions"]),
    ...settingsOnlyProblems(instructions, "Question"),
    ...templateProblems("question", question, ["question"]),
    ...keyProblems([into], () => ["into"]),
  ],
  decides: ({ into, maxTries }) => ({
    key: `${into}.verdict`,
    values: gradeVerdicts,
    handled: [
      { value: "pass", label: "pass", path: ["into"] },
      ...(maxTries > 1 ? [{ value: "retry", label: "retry", path: ["into"] }] : []),
      { value: "give_up", label: "give_up", path: ["into"] },
    ],
  }),
  repeats: ({ into, maxTries }) => ({ key: `${into}.verdict`, value: "retry", atMost: maxTries }),
});
