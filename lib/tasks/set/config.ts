import { z } from "zod";
import type { ConfigProblem, CountedKey, ValueType } from "@/lib/engine/definition-kit";
import { statusMessageField } from "../config/config-fields";
import { keyProblems } from "../config/field-types";
import { described } from "../field-meta";
import { defineConfig } from "../kind-config";
import { contextKeySchema } from "../schema";
import { templateProblems, templateReads, templateSchema } from "../template";
import { raises, templateTypes } from "../template-types";

/** The largest number of a counter, of either sign. Larger ones lose digits. */
export const largestCount = 1_000_000_000_000;

const counterSchema = z.strictObject({
  key: described(contextKeySchema, {
    label: "Key",
    help: "It counts from 0 while it is not known.",
    widget: "context_key",
  }),
  by: described(z.number().min(-largestCount).max(largestCount).default(1), {
    label: "By",
    help: "What is added each time. A negative number counts down.",
  }),
  byKey: described(contextKeySchema.optional(), {
    label: "Or by the value of",
    help: "A key with a number, which is added instead. Nothing is added while it is not known.",
    widget: "context_key",
  }),
  atLeast: described(z.number().min(-largestCount).max(largestCount).optional(), {
    label: "Not below",
    help: "The number stops there.",
  }),
  atMost: described(z.number().min(-largestCount).max(largestCount).optional(), {
    label: "Not above",
    help: "The number stops there.",
  }),
});
export type Counter = z.infer<typeof counterSchema>;

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
            help: "Text, a number, yes or no. Text may name values: {{ reference }}. {{ nil }} removes the value.",
            widget: "template",
          }),
        }),
      )
      .max(20)
      .default([]),
    { label: "Values", help: "What is noted, under which key.", widget: "table" },
  ),
  /** Each adds to a number, which starts at 0. */
  counters: described(z.array(counterSchema).max(10).default([]), {
    label: "Counters",
    help: "Numbers that grow or shrink each time. An edge that tests one with “is less than” can end a loop.",
    widget: "table",
  }),
  statusMessage: statusMessageField("Noting values"),
});
type SetConfig = z.infer<typeof configSchema>;

/** A counter of money is money. */
const counterType = (byKey: string | undefined): ValueType =>
  byKey === undefined ? { type: "number" } : { type: "same_as", path: byKey };

/** What a counter adds, in words: "tries + 1". */
function describeCounter({ key, by = 1, byKey }: Partial<Counter>): string {
  const what = byKey ?? String(Math.abs(by));
  return `${key ?? ""} ${byKey === undefined && by < 0 ? "−" : "+"} ${what}`.replaceAll("_", " ");
}

const counterProblems = (counters: readonly Counter[]): ConfigProblem[] =>
  counters.flatMap(({ key, by, byKey, atLeast, atMost }, index) => {
    const problem = (message: string, name: keyof Counter): ConfigProblem => ({
      message: `the counter “${key}” ${message}`,
      path: ["counters", index, name],
    });
    return [
      ...(by === 0 && byKey === undefined ? [problem("adds 0: it never changes.", "by")] : []),
      ...(byKey === key ? [problem("adds itself: name another key.", "byKey")] : []),
      ...(atLeast !== undefined && atMost !== undefined && atLeast > atMost
        ? [problem("has no number between its limits.", "atMost")]
        : []),
    ];
  });

/** Writes values into the context. */
export const setKind = defineConfig<SetConfig>({
  kind: "set",
  label: "Set values",
  description: "Notes values in the session: an outcome, a mark, a text made from other values, a counter.",
  icon: "pencil-line",
  replay: "pure",
  configSchema,
  defaults: () => ({ values: [{ key: "outcome", value: "approved" }], counters: [], statusMessage: "Noting values" }),
  summarize: ({ values = [], counters = [] }) =>
    [
      ...values.map(({ key, value }) => `${key.replaceAll("_", " ")} = ${value}`),
      ...counters.map(describeCounter),
    ].join(", "),
  writes: ({ values, counters }) => ({
    ...templateTypes(values),
    ...Object.fromEntries(counters.map(({ key, byKey }): [string, ValueType] => [key, counterType(byKey)])),
  }),
  counts: ({ values, counters }) =>
    Object.fromEntries([
      ...values.flatMap(({ key, value }): [string, CountedKey][] => {
        const by = typeof value === "string" ? raises(key, value) : undefined;
        return by === undefined ? [] : [[key, { by }]];
      }),
      ...counters.flatMap(({ key, by, byKey, atMost }): [string, CountedKey][] =>
        byKey === undefined && by > 0 ? [[key, { by, ...(atMost !== undefined && { atMost }) }]] : [],
      ),
    ]),
  check: ({ values, counters }) => [
    ...(values.length + counters.length === 0
      ? [{ message: "there is nothing to set: add a value or a counter.", path: ["values"] }]
      : []),
    ...keyProblems(
      [...values, ...counters].map(({ key }) => key),
      (index) => (index < values.length ? ["values", index, "key"] : ["counters", index - values.length, "key"]),
    ),
    ...counterProblems(counters),
    ...values.flatMap(({ key, value }, index) =>
      typeof value === "string" ? templateProblems(key, value, ["values", index, "value"]) : [],
    ),
  ],
  reads: ({ values, counters }) => [
    ...values.flatMap(({ value }) => (typeof value === "string" ? templateReads(value) : [])),
    ...counters.flatMap(({ byKey }) => byKey ?? []),
  ],
});
