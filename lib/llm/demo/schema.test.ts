import { expect, it } from "vitest";
import { type JsonSchema, minimalValue, readTask } from "./schema";

const nullable = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });

it("reads the fields of a talk with their kinds, labels and questions", () => {
  const facts: Record<string, JsonSchema> = {
    amount: { type: "array", description: "Money. Amount. As said. Question: How much?" },
    day: { ...nullable({ type: "string" }), description: "When. An ISO date. Question: When was it?" },
    type: { enum: ["car", null], description: "Type. car: Vehicle. Question: What is it?" },
    hurt: { ...nullable({ type: "boolean" }), description: "Injuries. Question: Was anybody hurt?" },
    place: { ...nullable({ type: "string" }), description: "Where" },
  };
  const task = readTask({ properties: { facts: { properties: facts }, acknowledgement: { type: "string" } } });
  expect(task).toMatchObject({
    type: "talk",
    hasIntent: false,
    fields: [
      { key: "amount", kind: "money", label: "Amount", question: "How much?" },
      { key: "day", kind: "date", label: "When" },
      { key: "type", kind: "choice", options: [{ value: "car", words: ["car", "vehicle"] }] },
      { key: "hurt", kind: "yes_no" },
      { key: "place", kind: "text", question: "" },
    ],
  });
});

it("reads the labels of a classification without the unknown one", () => {
  const label = { enum: ["car", "unknown"], description: "One of these:\n- car: Vehicles\n- unknown: neither" };
  expect(readTask({ properties: { label, because: { type: "string" } } })).toEqual({
    type: "classify",
    labels: [{ value: "car", description: "Vehicles" }],
  });
});

it.each([{}, { properties: { label: { enum: ["car"] } } }, { type: "string" }])("knows no task of %j", (schema) =>
  expect(readTask(schema)).toEqual({ type: "other" }),
);

it.each<[JsonSchema, unknown]>([
  [nullable({ type: "string" }), null],
  [{ type: "string", minLength: 6, maxLength: 9 }, "words."],
  [{ type: "number", minimum: 3 }, 3],
  [{ type: "array", minItems: 2, items: { const: "a" } }, ["a", "a"]],
  [{ type: "object", properties: { a: { type: "boolean" }, b: { type: "string" } }, required: ["a"] }, { a: false }],
  [{ enum: ["x", "y"] }, "x"],
  [{}, null],
])("fills %j with the smallest value", (schema, value) => expect(minimalValue(schema, "words")).toEqual(value));
