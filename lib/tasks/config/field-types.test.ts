import { expect, test } from "vitest";
import type { FieldSpec } from "../schema";
import { fieldProblems, fieldValueTypes, gatheredTypes, keyProblems } from "./field-types";

const field = (key: string, type: FieldSpec["type"], more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ key, label: key, type, required: true },
  ...more,
});
const options = [{ value: "car", label: "Car" }];

test("a field's value has the type of the field", () => {
  const fields = [field("a", "money"), field("b", "date"), field("c", "choice", { options }), field("d", "long_text")];
  expect(fieldValueTypes(fields)).toEqual({
    a: { type: "number", unit: "money" },
    b: { type: "date" },
    c: { type: "choice", values: ["car"] },
    d: { type: "text" },
  });
});

test("a task that gathers facts may write its fields, its own keys and the findings", () => {
  const types = gatheredTypes([field("a", "text")]);
  expect(Object.keys(types)).toEqual(
    expect.arrayContaining([
      "a",
      "currency",
      "forgotten_facts",
      "told_anew",
      "task_rounds",
      "told_injury",
      "confirmed",
    ]),
  );
});

test.each(["confirmed", "fact_sources", "told_anew", "asked_for_person", "settings"])(
  "the key %s cannot be a field's",
  (key) => expect(fieldProblems([field(key, "text")])).toHaveLength(1),
);

test("a key that is there twice and a choice without options are problems at their place", () => {
  expect(fieldProblems([field("a", "text"), field("a", "text")])).toEqual([
    { message: expect.stringContaining("there twice"), path: ["fields", 1, "key"] },
  ]);
  expect(fieldProblems([field("a", "choice")])).toMatchObject([{ path: ["fields", 0, "options"] }]);
  expect(keyProblems(["a", "b"], () => [])).toEqual([]);
});
