import { z } from "zod";
import { statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { raises, templateTypes } from "../template-types";

const configSchema = z.strictObject({
  /**
   * Text is a template, and one that is a single `{{ expression }}` gives what the expression does: a counter stays a
   * number. Numbers and yes/no are taken as they are.
   */
  values: described(
    z
      .array(
        z.strictObject({
          key: described(contextKeySchema, { label: "Key", widget: "context_key" }),
          value: described(z.union([templateSchema(4_000), z.number(), z.boolean()]), {
            label: "Value",
            help: "Text, a number, yes or no. Text may name values: {{ reference }}.",
            widget: "template",
          }),
        }),
      )
      .min(1)
      .max(20),
    { label: "Values", help: "What is noted, under which key.", widget: "table" },
  ),
  statusMessage: statusMessageField("Noting values"),
});
type SetConfig = z.infer<typeof configSchema>;

/** Writes values into the context. */
export const setKind = defineConfig<SetConfig>({
  kind: "set",
  label: "Set values",
  description: "Notes values in the session: an outcome, a mark, a text made from other values.",
  icon: "pencil-line",
  replay: "pure",
  configSchema,
  defaults: () => ({ values: [{ key: "outcome", value: "approved" }], statusMessage: "Noting values" }),
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
    ...keyProblems(
      values.map(({ key }) => key),
      (index) => ["values", index, "key"],
    ),
    ...values.flatMap(({ key, value }, index) =>
      typeof value === "string" ? templateProblems(key, value, ["values", index, "value"]) : [],
    ),
  ],
  reads: ({ values }) => values.flatMap(({ value }) => (typeof value === "string" ? templateReads(value) : [])),
});
