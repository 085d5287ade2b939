import type { ConfigProblem, ValueType, ValueTypes } from "@/lib/engine/definition-kit";
import {
  choicesKey,
  confirmationKeys,
  cutoffsKey,
  factSourcesKey,
  findingTypes,
  formerCutoffsKey,
  offersKey,
  optionalAskedKey,
  proposedKey,
  rejectionToldKey,
  roundsKey,
  statedSourcesKey,
  summarisedKey,
} from "../facts/context-keys";
import type { FieldSpec } from "../schema";

const typeOf = ({ type, options }: FieldSpec): ValueType => {
  switch (type) {
    case "money":
      return { type: "number", unit: "money" };
    case "choice":
      return { type: "choice", values: (options ?? []).map(({ value }) => value) };
    case "number":
    case "date":
    case "duration":
    case "yes_no":
      return { type };
    default:
      return { type: "text" };
  }
};

/** What a context holds under the keys of these fields. */
export const fieldValueTypes = (fields: readonly FieldSpec[]): ValueTypes =>
  Object.fromEntries(fields.map((field) => [field.key, typeOf(field)]));

/** The type of a key that is only removed. */
const removed: ValueType = { type: "one_of", types: [] };

/** What a task that gathers facts writes: the facts and where they were read. It takes back their confirmation. */
export const gatheredTypes = (fields: readonly FieldSpec[]): ValueTypes => ({
  ...fieldValueTypes(fields),
  ...askingTypes,
  ...gatheringTypes,
});

/** What a task that may ask more than once writes. */
export const askingTypes: ValueTypes = {
  [roundsKey]: { type: "object" },
  [rejectionToldKey]: { type: "yes_no" },
  ...findingTypes,
};

const gatheringTypes: ValueTypes = {
  currency: { type: "text" },
  [factSourcesKey]: { type: "object" },
  [statedSourcesKey]: { type: "object" },
  [cutoffsKey]: { type: "object" },
  [summarisedKey]: { type: "list", of: { type: "text" } },
  [offersKey]: { type: "object" },
  [choicesKey]: { type: "object" },
  [formerCutoffsKey]: { type: "object" },
  [optionalAskedKey]: { type: "yes_no" },
  ...Object.fromEntries(confirmationKeys.map((key) => [key, removed])),
};

/** Keys that only tasks of the shipped kinds write: another writer would undo a confirmation or a question. */
const reservedKeys = new Set([
  ...confirmationKeys,
  factSourcesKey,
  statedSourcesKey,
  cutoffsKey,
  formerCutoffsKey,
  summarisedKey,
  proposedKey,
  offersKey,
  choicesKey,
  optionalAskedKey,
  roundsKey,
  rejectionToldKey,
  ...Object.keys(findingTypes),
]);

/** What is wrong with keys that a config names; `pathOf` says where the key of that place stands. */
export const keyProblems = (
  keys: readonly string[],
  pathOf: (index: number) => ConfigProblem["path"],
): ConfigProblem[] =>
  keys.flatMap((key, index) => {
    const path = pathOf(index);
    if (reservedKeys.has(key))
      return [{ message: `the key “${key}” is reserved for tasks that ask: choose another one.`, path }];
    if (key === "settings") return [{ message: "the key “settings” is that of the workflow's settings.", path }];
    if (key === "secrets") return [{ message: "the key “secrets” is that of the secrets of requests.", path }];
    return keys.indexOf(key) < index ? [{ message: `the key “${key}” is there twice.`, path }] : [];
  });

/** What is wrong with the fields of a config, which are of the right shape. */
export function fieldProblems(fields: readonly FieldSpec[]): ConfigProblem[] {
  return [
    ...keyProblems(
      fields.map(({ key }) => key),
      (index) => ["fields", index, "key"],
    ),
    ...fields.flatMap(({ type, options, label }, index) =>
      type === "choice" && !options?.length
        ? [{ message: `“${label}” is a choice without anything to choose.`, path: ["fields", index, "options"] }]
        : [],
    ),
  ];
}
