import { expect, test } from "vitest";
import { taskKinds } from "@/lib/tasks/kinds";
import { conditionOf, moveItem, newRow, summarizeRow } from "./rows";
import { type FormField, formFields } from "./schema-fields";

const fieldOf = (kind: string, key: string): FormField =>
  formFields(taskKinds[kind]?.configSchema as never).find((field) => field.key === key) as FormField;
const columnsOf = (field: FormField): FormField[] => (field.shape.type === "rows" ? field.shape.columns : []);

test("moves a row by one index, within the list", () => {
  expect(moveItem(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moveItem(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moveItem(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moveItem(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});

test("summarizes a closed row with its name and type", () => {
  const facts = fieldOf("review", "fields");
  const row = { key: "amount_cents", label: "Amount", type: "money", required: true };
  expect(summarizeRow(row, facts, 0)).toEqual({ title: "Amount", detail: "money, required" });
  expect(summarizeRow({ key: "outcome", value: "approved" }, fieldOf("set", "values"), 0).title).toBe(
    "outcome = approved",
  );
  const header = { name: "Authorization", value: "Bearer {{ secrets.CRM }}" };
  expect(summarizeRow(header, fieldOf("http_request", "headers"), 0).title).toBe(
    "Authorization: Bearer {{ secrets.CRM }}",
  );
  const taken = { from: "data.id", into: "policy_id", type: "text", required: true };
  expect(summarizeRow(taken, fieldOf("http_request", "response"), 0)).toEqual({
    title: "policy_id = data.id",
    detail: "text, required",
  });
  expect(summarizeRow({ ...taken, from: "" }, fieldOf("http_request", "response"), 0).title).toBe(
    "policy_id = the whole answer",
  );
  expect(summarizeRow({}, facts, 2).title).toBe("Facts to show 3");
  expect(conditionOf({ when: { field: "a", op: "exists" }, text: "x" })).toEqual({ field: "a", op: "exists" });
  expect(conditionOf(row)).toBeUndefined();
});

test.each([
  ["review", "fields"],
  ["review", "reasons"],
  ["classify", "labels"],
  ["set", "values"],
  ["http_request", "headers"],
  ["http_request", "response"],
])("begins a row of %s.%s with a key and a name that no other has", (kind, key) => {
  const columns = columnsOf(fieldOf(kind, key));
  const first = newRow(columns, []);
  const second = newRow(columns, [first]);
  for (const name of ["key", "value", "label"])
    if (name in first && name !== "value") expect(second[name]).not.toBe(first[name]);
  expect(Object.keys(first).length).toBeGreaterThan(0);
});
