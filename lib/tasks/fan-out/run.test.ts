import { describe, expect, test } from "vitest";
import { type JsonObject, NextAction } from "@/lib/engine";
import { taskKinds } from "../kinds";
import { injection, startTask } from "../tests/test-kind";

const part = (id: string, kind: string, config: JsonObject) => ({ id, kind, label: id, config });
const sets = (id: string, key: string, value: string | number) => part(id, "set", { values: [{ key, value }] });
const fanOut = (parts: JsonObject[], config: JsonObject = {}, values: JsonObject = {}) =>
  startTask("fan_out", { prefix: "parts", parts, ...config }, { values });

test("runs its parts and stores the values of each under its own name", async () => {
  const task = fanOut([sets("first", "note", "{{ place }}!"), sets("second", "note", 2)], {}, { place: "here" });
  expect(await task.run()).toMatchObject({ nextAction: NextAction.ContinueAndExecute });
  expect(task.get("parts.first.note")).toBe("here!");
  expect(task.get("parts.second.note")).toBe(2);
  expect(task.get("note")).toBeUndefined();
});

test("parts do not see each other's values", async () => {
  const task = fanOut([sets("first", "note", 1), sets("second", "copy", "{{ note }}")]);
  await task.run();
  expect(task.get("parts.second.copy")).toBeUndefined();
});

describe("when a part fails", () => {
  const costly = part("costly", "say", { message: "{% for i in (1..10000000) %}xxxxxxxxxx{% endfor %}" });

  test("the whole task fails", async () => {
    const task = fanOut([sets("first", "note", 1), costly]);
    await expect(task.run()).rejects.toThrow();
    expect(task.values()).toEqual({});
  });

  test("or its error is stored beside the other parts", async () => {
    const task = fanOut([sets("first", "note", 1), costly], { onError: "collect" });
    await task.run();
    expect(task.get("parts.first.note")).toBe(1);
    expect(task.get("parts.costly.error")).toBeTypeOf("string");
  });
});

test("a claimant's text stays in its part", async () => {
  const task = fanOut([sets("first", "note", "{{ place }}")], {}, { place: injection, outcome: "rejected" });
  await task.run();
  expect(task.get("parts.first.note")).toBe(injection);
  expect(task.get("outcome")).toBe("rejected");
});

test.each([
  ["no parts", { prefix: "parts", parts: [] }],
  [
    "too many parts",
    { prefix: "parts", parts: Array.from({ length: 21 }, (_, index) => sets(`p${index}`, "note", 1)) },
  ],
  ["a prefix that is not a key", { prefix: "__proto__", parts: [sets("first", "note", 1)] }],
  ["no part at a time", { prefix: "parts", parts: [sets("first", "note", 1)], concurrency: 0 }],
])("a config cannot have %s", (_name, config) => {
  expect(taskKinds.fan_out?.configSchema.safeParse(config).success).toBe(false);
});
