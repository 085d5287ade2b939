import { expect, test } from "vitest";
import { z } from "zod";
import { described, fieldMeta, fieldsOf, labelAt } from "./field-meta";

const rows = z.array(z.strictObject({ reason: described(z.string(), { label: "Reason" }) }));
const schema = z.strictObject({
  question: described(z.string(), { label: "Question", unit: "words" }),
  reasons: described(rows.default([]), { label: "Reasons" }),
  bare: z.string().optional(),
});

test("one schema can be described twice, each time with its own words", () => {
  const key = z.string();
  expect(
    [described(key, { label: "A" }), described(key, { label: "B" })].map((one) => fieldMeta.get(one)?.label),
  ).toEqual([...["A", "B"]]);
  expect(fieldMeta.get(key)).toBeUndefined();
});

test("the words of an object's fields, and of a list's rows, are found", () => {
  expect(Object.keys(fieldsOf(schema))).toEqual(["question", "reasons"]);
  expect(fieldsOf(schema.optional())).toMatchObject({ question: { unit: "words" } });
  expect(fieldsOf(rows)).toEqual({ reason: { label: "Reason" } });
  expect(fieldsOf(z.string())).toEqual({});
});

test.each<[(string | number)[], string | undefined]>([
  [["question"], "Question"],
  [["reasons", 1, "reason"], "Reasons 2, Reason"],
  [["reasons", 0], "Reasons 1"],
  [["bare"], undefined],
  [["constructor"], undefined],
  [["__proto__", "label"], undefined],
  [[], undefined],
])("the field at %j is called %j", (path, label) => {
  expect(labelAt(schema, path)).toBe(label);
});
