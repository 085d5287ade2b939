import { z } from "zod";
import { NextAction, type TaskResult } from "@/lib/engine";
import { defineKind } from "./define-kind";
import { contextKeySchema } from "./schema";
import { renderTemplate, templateReads, templateSchema } from "./template";

const configSchema = z.strictObject({
  /** Text is a template; numbers and yes/no are taken as they are. */
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
  writes: ({ values }) => values.map(({ key }) => key),
  reads: ({ values }) => values.flatMap(({ value }) => (typeof value === "string" ? templateReads(value) : [])),

  async run({ values, statusMessage }, context): Promise<TaskResult> {
    for (const { key, value } of values)
      context.set(key, typeof value === "string" ? renderTemplate(value, context) : value);
    return { nextAction: NextAction.ContinueAndExecute, statusMessage };
  },
});
