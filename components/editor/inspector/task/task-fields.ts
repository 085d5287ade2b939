import type { TaskDefinition } from "@/lib/engine";
import type { FormField } from "../schema/schema-fields";

const optional = { isRequired: false, defaultValue: undefined, takesSetting: false };
const text = (maxLength: number) => ({ type: "text" as const, maxLength });
const number = (isWhole: boolean, min: number, max: number) => ({ type: "number" as const, isWhole, min, max });

/** The fields of every kind of task. */
export const nameFields: readonly FormField[] = [
  { ...optional, key: "label", isRequired: true, meta: { label: "Name" }, shape: text(80) },
  {
    ...optional,
    key: "description",
    shape: text(400),
    meta: { label: "Description", help: "A few words on the card.", widget: "long_text" },
  },
  {
    ...optional,
    key: "stage",
    shape: text(60),
    meta: { label: "Stage", help: "Claimants see it as their progress. Tasks may share one.", widget: "queue" },
  },
];

export const questionField: FormField = {
  ...optional,
  key: "question",
  shape: text(60),
  meta: { label: "Question", help: "What the ways out of this task answer, as the graph asks it." },
};

export const retryFields: readonly FormField[] = [
  {
    ...optional,
    key: "maxAttempts",
    isRequired: true,
    meta: { label: "Try at most", unit: "times" },
    shape: number(true, 1, 20),
  },
  {
    ...optional,
    key: "initialDelayMs",
    isRequired: true,
    meta: { label: "First pause" },
    shape: number(true, 0, 3_600_000),
  },
  {
    ...optional,
    key: "backoffFactor",
    isRequired: true,
    shape: number(false, 1, 10),
    meta: { label: "Each further pause is longer by", unit: "times" },
  },
  {
    ...optional,
    key: "maxDelayMs",
    isRequired: true,
    meta: { label: "Longest pause" },
    shape: number(true, 0, 86_400_000),
  },
  {
    ...optional,
    key: "retryOn",
    shape: { type: "lines" },
    meta: { label: "Only for these errors", help: "Codes of errors. Without any, every error is tried again." },
  },
];

export const limitFields: readonly FormField[] = [
  {
    ...optional,
    key: "timeoutMs",
    shape: number(true, 1, 600_000),
    meta: { label: "Fails when it takes longer than" },
  },
  {
    ...optional,
    key: "idleTimeoutMs",
    shape: number(true, 1, 600_000),
    meta: { label: "Fails when nothing happens for" },
  },
];

export const cacheFields: readonly FormField[] = [
  {
    ...optional,
    key: "fields",
    isRequired: true,
    shape: { type: "lines" },
    meta: { label: "While these are the same", help: "Keys of the session." },
  },
  { ...optional, key: "ttlMs", isRequired: true, meta: { label: "Kept for" }, shape: number(true, 1, 86_400_000) },
];

/** The start value of `retry`. */
export const defaultRetry: NonNullable<TaskDefinition["retry"]> = {
  maxAttempts: 3,
  initialDelayMs: 5_000,
  backoffFactor: 2,
  maxDelayMs: 120_000,
};
/** The start value of `cache`. */
export const defaultCache: NonNullable<TaskDefinition["cache"]> = { fields: ["reference"], ttlMs: 3_600_000 };
