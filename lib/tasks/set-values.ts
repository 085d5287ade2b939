import { z } from "zod";
import { NextAction, type TaskResult } from "@/lib/engine";
import { defineKind } from "./define-kind";
import { keyProblems } from "./field-types";
import { contextKeySchema } from "./schema";
import { evaluateTemplate, templateProblems, templateReads, templateSchema } from "./template";
import { raises, templateTypes } from "./template-types";

const configSchema = z.strictObject({
  /**
   * Text is a template, and one that is a single `{{ expression }}` gives what the expression does: a counter stays a
   * number. Numbers and yes/no are taken as they are.
   */
  values: z
    .array(
      z.strictObject({
        key: contextKeySchema,
        value: z.union([templateSchema(4_000), z.number(), z.boolean()]),
      }),
    )
    .min(1)
    .max(20),
  statusMessage: z.string().max(200).default("Noting values"),
});
type SetValuesConfig = z.infer<typeof configSchema>;

/** Writes values into the context. */
export const setValues = defineKind<SetValuesConfig>({
  kind: "set",
  label: "Set values",
  description: "Notes values in the session: an outcome, a mark, a text made from other values.",
  icon: "pencil-line",
  configSchema,
  summarize: ({ values }) =>
    (values ?? []).map(({ key, value }) => `${key.replaceAll("_", " ")} = ${value}`).join(", "),
  writes: ({ values }) => templateTypes(values),
  counts: ({ values }) =>
    Object.fromEntries(
      values.flatMap(({ key, value }) => {
        const by = typeof value === "string" ? raises(key, value) : undefined;
        return by === undefined ? [] : [[key, by]];
      }),
    ),
  check: ({ values }) => [
    ...keyProblems(values.map(({ key }) => key)),
    ...values.flatMap(({ key, value }) => (typeof value === "string" ? templateProblems(key, value) : [])),
  ],
  reads: ({ values }) => values.flatMap(({ value }) => (typeof value === "string" ? templateReads(value) : [])),

  async run({ values, statusMessage }, context): Promise<TaskResult> {
    for (const { key, value } of values) {
      const noted = typeof value === "string" ? evaluateTemplate(value, context) : value;
      if (noted !== undefined) context.set(key, noted);
      else if (context.get(key) !== undefined) context.remove(key);
    }
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});
