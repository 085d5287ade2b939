import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { type GraphDefinitionInput, graphDefinitionSchema } from "../graph/definition";
import { checkTexts, isBlank } from "./check-texts";

const sound: GraphDefinitionInput = {
  id: "g",
  name: "Claims",
  description: "",
  sessionWord: { one: "request", many: "several" },
  startTaskId: "a",
  settings: [{ key: "most", label: "The limit", type: "text", value: "x", help: "Most" }],
  tasks: [
    { id: "a", kind: "say", label: "Say", question: "Well?", config: { message: "Hello", more: ["", { x: "y" }] } },
  ],
  edges: [{ id: "e", from: "a", to: "a", label: "again", condition: { field: "mood", op: "eq", value: " " } }],
};
const problems = (change: (text: string) => string) =>
  checkTexts(graphDefinitionSchema.parse(JSON.parse(change(JSON.stringify(sound)))));

test("texts with visible characters that can be stored are accepted", () => {
  expect(problems((text) => text)).toEqual([]);
  expect(problems((text) => text.replace("Say", "می‌خواهم 👨‍👩‍👧"))).toEqual([]);
});

test.each([
  ["Claims", "The name of the workflow", { path: ["name"] }],
  ["several", "The word for the sessions of the workflow", { path: ["sessionWord", "many"] }],
  ["Say", 'The name of the task "a"', { taskId: "a", path: ["label"] }],
  ["Well?", 'The question of the task "Say"', { taskId: "a", path: ["question"] }],
  ["Hello", 'The field "message" of the task "Say"', { taskId: "a", path: ["config", "message"] }],
  ["Most", 'The help of the setting "The limit"', { settingKey: "most", path: ["help"] }],
  ["again", 'The name of the edge from "Say" to "Say"', { edgeId: "e", path: ["label"] }],
])("%s is refused with a NUL, a lone surrogate or without a visible character", (words, path, where) => {
  for (const bad of ["x\\u0000", "\\ud800", "\\udc00x"]) {
    expect(problems((text) => text.replace(words, bad))).toEqual([
      { message: `${path} has a character that cannot be stored.`, ...where },
    ]);
  }
  for (const blank of ["   ", "\\u3164", "\\u200b\\u2060", "\\ufe0f"]) {
    expect(problems((text) => text.replace(words, blank))).toEqual([
      { message: `${path}: there is nothing to read in it.`, ...where },
    ]);
  }
});

test("keys of a config and values of conditions may be blank, but must be storable", () => {
  expect(problems((text) => text.replace('{"x":', '{"\\u0000":'))).toMatchObject([{ taskId: "a" }]);
  expect(problems((text) => text.replace('" "', '"\\u0000"'))).toMatchObject([{ edgeId: "e" }]);
});

test("reads a long text in linear time", () => {
  const read = (size: number) => expect(isBlank("\u200B".repeat(size))).toBe(true);
  expect(growthOf(read, 100_000)).toBeLessThan(mostLinearGrowth);
});
