import { z } from "zod";
import { FanOutTask, type TaskDefinition, taskDefinitionSchema, type ValueTypes } from "@/lib/engine";
import type { CatalogKind } from "./define-kind";
import { keyProblems } from "./field-types";
import { contextKeySchema } from "./schema";

/** What a child needs of a task: the rest (retry, place on the canvas, stage) is the fan-out's. */
const childSchema = taskDefinitionSchema.pick({ id: true, kind: true, label: true, config: true });

const configSchema = z.strictObject({
  /** Where the parts' values go: `prefix.part.value`. */
  prefix: contextKeySchema,
  parts: z.array(childSchema).min(1).max(20),
  /** Parts at a time. */
  concurrency: z.int().min(1).max(20).default(8),
  /** Whether one failed part fails all, or is noted under `prefix.part.error`. */
  onError: z.enum(["fail_fast", "collect"]).default("fail_fast"),
  statusMessage: z.string().max(200).default("Working on several parts at once"),
});
type FanOutConfig = z.infer<typeof configSchema>;

/** Runs several tasks side by side and goes on when all are done. */
export const fanOut: CatalogKind<FanOutConfig> = {
  kind: "fan_out",
  label: "Side by side",
  description: "Runs several parts at the same time, each with notes of its own, and goes on when all are done.",
  icon: "split",
  configSchema,
  waits: false,
  ends: false,
  summarize: ({ parts }) => `At once: ${(parts ?? []).map((part) => part.label.toLowerCase()).join(", ")}`,
  writes: ({ prefix, parts }, writtenBy) => ({
    [prefix]: { type: "object", ...(writtenBy && { fields: partTypes(parts as TaskDefinition[], writtenBy) }) },
  }),
  check: ({ prefix }) => keyProblems([prefix]),
  // What a part reads is checked with the part.
  reads: () => [],
  children: ({ parts }) => parts as TaskDefinition[],
  create: ({ id }, { prefix, parts, concurrency, onError, statusMessage }, createChild) =>
    new FanOutTask(
      id,
      parts.map((part) => createChild(part as TaskDefinition)),
      { prefix, concurrency, onError, statusMessage },
    ),
};

/** What each part leaves: its values, and its words or why it failed. */
const partTypes = (parts: TaskDefinition[], writtenBy: (part: TaskDefinition) => ValueTypes): ValueTypes =>
  Object.fromEntries(
    parts.map((part) => {
      const fields: ValueTypes = { response: { type: "text" }, error: { type: "text" }, ...writtenBy(part) };
      return [part.id, { type: "object", fields }];
    }),
  );
