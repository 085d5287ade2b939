import { z } from "zod";
import type { TaskDefinition } from "@/lib/engine";
import { taskDefinitionSchema, type ValueTypes } from "@/lib/engine/definition-kit";
import { statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema } from "../schema";

/** What a child needs of a task: the rest (retry, stage, limits) is the fan-out's. */
const childSchema = taskDefinitionSchema.pick({ id: true, kind: true, label: true, config: true });

const status = "Working on several parts at once";

const configSchema = z.strictObject({
  /** Where the parts' values go: `prefix.part.value`. */
  prefix: described(contextKeySchema, {
    label: "Kept under",
    help: "The key that the parts' values go under: key.part.value.",
    widget: "context_key",
  }),
  parts: described(z.array(childSchema).min(1).max(20), {
    label: "Parts",
    help: "Tasks that run at the same time. None of them may wait for a person.",
    widget: "parts",
  }),
  concurrency: described(z.int().min(1).max(20).default(8), {
    label: "At the same time",
    unit: "parts",
    group: "How it runs",
  }),
  onError: described(z.enum(["fail_fast", "collect"]).default("fail_fast"), {
    label: "When a part fails",
    choices: { fail_fast: "The whole task fails", collect: "Note the error and go on" },
    group: "How it runs",
  }),
  statusMessage: statusMessageField(status),
});
export type FanOutConfig = z.infer<typeof configSchema>;

/** Runs several tasks in parallel and continues when all are done. */
export const fanOutKind = defineConfig<FanOutConfig>({
  kind: "fan_out",
  label: "Side by side",
  description: "Runs several parts at the same time, each with notes of its own, and goes on when all are done.",
  icon: "columns-2",
  // Each part is treated as its own kind says.
  replay: "pure",
  configSchema,
  defaults: () => ({
    prefix: "parts",
    parts: [
      {
        id: "first",
        kind: "set",
        label: "First part",
        config: { values: [{ key: "note", value: "done" }] },
      },
    ],
    concurrency: 8,
    onError: "fail_fast",
    statusMessage: status,
  }),
  summarize: ({ parts }) => `At once: ${(parts ?? []).map((part) => part.label.toLowerCase()).join(", ")}`,
  writes: ({ prefix, parts }, writtenBy) => ({
    [prefix]: { type: "object", ...(writtenBy && { fields: partTypes(parts as TaskDefinition[], writtenBy) }) },
  }),
  check: ({ prefix }) => keyProblems([prefix], () => ["prefix"]),
  children: ({ parts }) => parts as TaskDefinition[],
});

/** What each part stores: its values, and its words or its error. */
const partTypes = (parts: TaskDefinition[], writtenBy: (part: TaskDefinition) => ValueTypes): ValueTypes =>
  Object.fromEntries(
    parts.map((part) => {
      const fields: ValueTypes = { response: { type: "text" }, error: { type: "text" }, ...writtenBy(part) };
      return [part.id, { type: "object", fields }];
    }),
  );
