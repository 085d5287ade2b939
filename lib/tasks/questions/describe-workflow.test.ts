import { expect, test } from "vitest";
import { Context, type GraphDefinitionInput, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import * as workflow from "./describe-workflow";

const task = (id: string, kind: string, config: JsonObject = {}, stage?: string) => ({
  id,
  kind,
  label: id,
  config,
  ...(stage && { stage }),
});
const now = new Date("2026-11-29T12:00:00Z");
const field = { key: "amount_cents", label: "Amount", type: "money", required: true };
const large = { field: "amount_cents", op: "gte" as const, value: 100 };
const reasons = [
  { when: large, text: "It is from {{ settings.limit | money }} on" },
  { when: large, text: "It is {{ amount_cents | money }}" },
];

/** talk -> classify -> confirm -> review (large) or letter; review -> letter. */
const graph = graphDefinitionSchema.parse({
  id: "g",
  name: "G",
  startTaskId: "talk",
  settings: [{ key: "limit", label: "Limit", type: "money", value: 100_000 }],
  tasks: [
    task("talk", "talk", { fields: [], languages: ["en", "de"] }, "Tell us"),
    task("classify", "classify", { into: "type", labels: [{ value: "car", label: "Car", outside: "No." }] }, "Tell us"),
    task("confirm", "confirm", { fields: [field] }, "Confirm"),
    task("review", "review", { dueIn: "PT24H", reasons }, "Decision"),
    task("letter", "letter", { letter: "Bye." }, "Letter"),
  ],
  edges: [
    { id: "e1", from: "talk", to: "classify" },
    { id: "e2", from: "classify", to: "confirm" },
    { id: "e3", from: "confirm", to: "review", condition: large },
    { id: "e4", from: "confirm", to: "letter" },
    { id: "e5", from: "review", to: "letter" },
  ],
} satisfies GraphDefinitionInput);
const empty = graphDefinitionSchema.parse({
  ...{ id: "e", name: "E", startTaskId: "say" },
  tasks: [task("say", "say", { message: "Hi" })],
  edges: [],
});
const reach = (taskId: string, values: JsonObject = {}) =>
  workflow.mayReachPerson({ graph, taskId, context: new Context(values), now });

test("a person is reached when the conditions lead to a review with what is known", () => {
  expect(reach("talk", { amount_cents: 200 })).toBe(true);
  expect(reach("review")).toBe(true);
  expect([reach("talk", { amount_cents: 50 }), reach("letter"), reach("unknown")]).toEqual([false, false, false]);
});

test("a person is reached by an edge on the wish for one", () => {
  const asked = { field: "asked_for_person", op: "eq", value: true } as const;
  const withWish = { ...graph, edges: [{ id: "e6", from: "talk", to: "review", condition: asked }, ...graph.edges] };
  const position = { graph: withWish, context: new Context({ amount_cents: 50 }), now };
  expect(workflow.mayReachPerson({ ...position, taskId: "talk" })).toBe(true);
  expect(workflow.mayReachPerson({ ...position, taskId: "classify" })).toBe(false);
});

test("a workflow that leads in a circle ends the search", () => {
  const circle = graphDefinitionSchema.parse({
    ...{ id: "c", name: "C", startTaskId: "a" },
    tasks: [task("a", "say", { message: "a" }), task("b", "say", { message: "b" })],
    edges: [
      { id: "e1", from: "a", to: "b" },
      { id: "e2", from: "b", to: "a" },
    ],
  });
  expect(workflow.mayReachPerson({ graph: circle, taskId: "a", context: new Context(), now })).toBe(false);
  expect(workflow.mayEndByRule(circle, "a")).toBe(false);
});

test("the rules alone may decide where some path passes no review", () => {
  expect(["talk", "letter", "review"].map((id) => workflow.mayEndByRule(graph, id))).toEqual([true, true, false]);
});

test("times, reasons, stages and the letter are those of the definition", () => {
  expect(workflow.reviewHours(graph)).toBe(24);
  expect(workflow.reviewReasons(graph)).toEqual(["It is from $1,000.00 on"]);
  expect(workflow.stagesAfter(graph, "classify")).toEqual(["Confirm", "Decision", "Letter"]);
  expect(workflow.letterOf(graph)).toBe("Bye.");
  expect(workflow.askedFields(graph).map(({ key }) => key)).toEqual(["amount_cents"]);
  expect(workflow.claimLabels(graph)).toEqual({
    into: "type",
    labels: [{ value: "car", label: "Car", description: "", outside: "No." }],
  });
  expect([workflow.hasConditionOn(graph, "amount_cents"), workflow.hasConditionOn(graph, "place")]).toEqual([
    ...[true, false],
  ]);
});

test("a workflow without them says so", () => {
  expect(workflow.reviewHours(empty)).toBeUndefined();
  expect(workflow.reviewReasons(empty)).toEqual([]);
  expect(workflow.letterOf(empty)).toBeUndefined();
  expect(workflow.claimLabels(empty)).toBeUndefined();
  expect(workflow.askedFields(empty)).toEqual([]);
  expect(workflow.spokenLanguages(empty)).toEqual(["en"]);
});

test("the demo model reads English alone, whatever the workflow says", () => {
  expect(workflow.spokenLanguages(graph)).toEqual(["en", "de"]);
  expect(workflow.readableLanguages(graph)).toBe("English");
});
