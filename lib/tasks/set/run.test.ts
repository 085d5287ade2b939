import { describe, expect, test } from "vitest";
import { type JsonObject, type JsonValue, NextAction } from "@/lib/engine";
import { taskKinds } from "../kinds";
import { injection, startTask } from "../tests/test-kind";

type Value = { key: string; value: string | number | boolean };
const set = (values: Value[], known: Record<string, string | number> = {}) =>
  startTask("set", { values }, { values: known });

test("stores numbers, yes or no, and texts made from other values", async () => {
  const task = set(
    [
      { key: "limit", value: 5 },
      { key: "urgent", value: true },
      { key: "tries", value: "{{ tries | plus: 1 }}" },
      { key: "sentence", value: "It costs {{ amount_cents | money }}." },
    ],
    { tries: 2, amount_cents: 64_000 },
  );
  expect(await task.run()).toMatchObject({ nextAction: NextAction.ContinueAndExecute });
  expect(task.values()).toMatchObject({ limit: 5, urgent: true, tries: 3, sentence: "It costs $640.00." });
});

test("an expression without a value removes the key, and a missing key stays missing", async () => {
  const task = set(
    [
      { key: "outcome", value: "{{ other }}" },
      { key: "copy", value: "{{ other }}" },
      { key: "question", value: "{{ nil }}" },
    ],
    { outcome: "approved", question: "Why?" },
  );
  await task.run();
  expect(task.values()).toEqual({});
});

test("a later value reads an earlier one", async () => {
  const task = set([
    { key: "first", value: "a" },
    { key: "second", value: "{{ first }}b" },
  ]);
  await task.run();
  expect(task.get("second")).toBe("ab");
});

test("a claimant's text stays text", async () => {
  const place = `${injection} {% assign outcome = "approved" %}{{ amount_cents | plus: 1 }}`;
  const task = set([{ key: "copy", value: "{{ place }}" }], { place, outcome: "rejected" });
  await task.run();
  expect(task.values()).toEqual({ place, copy: place, outcome: "rejected" });
});

test.each(["__proto__", "Outcome", "a b", "", "a".repeat(65)])("a config cannot write the key %j", (key) => {
  expect(taskKinds.set?.configSchema.safeParse({ values: [{ key, value: 1 }] }).success).toBe(false);
});

test.each(["confirmed_at", "forgotten_facts", "told_anew", "asked_for_person", "settings"])(
  "is not published when it writes the reserved key %s",
  (key) => {
    const config = { values: [{ key, value: 1 }], counters: [], statusMessage: "" };
    expect(taskKinds.set?.check?.(config)).toHaveLength(1);
  },
);

describe("a counter", () => {
  const count = (counters: JsonValue, known: JsonObject = {}) =>
    startTask("set", { values: [], counters }, { values: known });
  const counted = async (counters: JsonValue, known: JsonObject = {}) => {
    const task = count(counters, known);
    await task.run();
    return task.values();
  };

  test("counts from 0 by 1, and goes on from its number", async () => {
    const task = count([{ key: "tries" }]);
    await task.run();
    await task.run();
    expect(task.get("tries")).toBe(2);
  });

  test.each([
    [{ key: "n", by: -2 }, { n: 5 }, 3],
    [{ key: "n", by: 0.1 }, { n: 0.2 }, 0.3],
    [{ key: "n", byKey: "m" }, { n: 1, m: 640 }, 641],
    [{ key: "n", byKey: "m" }, { n: 1 }, 1],
    [{ key: "n", byKey: "m" }, { n: null, m: null }, 0],
    [{ key: "n", atMost: 3 }, { n: 3 }, 3],
    [{ key: "n", by: -1, atLeast: 0 }, { n: 0 }, 0],
    [{ key: "n", atMost: 3 }, { n: 99 }, 3],
    [{ key: "n", byKey: "m" }, { n: 1, m: 1e300 }, 1_000_000_000_000],
  ] as [JsonObject, JsonObject, number][])("%j after %j is %d", async (counter, known, n) => {
    expect((await counted([counter], known)).n).toBe(n);
  });

  test("counts after the values, so that a value can start it", async () => {
    const task = startTask("set", { values: [{ key: "m", value: 5 }], counters: [{ key: "n", byKey: "m" }] });
    await task.run();
    expect(task.values()).toMatchObject({ m: 5, n: 5 });
  });

  test.each(["5", injection, true, [1], { a: 1 }] as JsonValue[])("refuses to count on %j", async (value) => {
    await expect(count([{ key: "n" }], { n: value }).run()).rejects.toThrow("“n” holds no number to count with.");
    await expect(count([{ key: "n", byKey: "m" }], { m: value }).run()).rejects.toThrow("“m” holds no number");
  });

  test.each([
    ["nothing to set", { values: [], counters: [] }, ["values"]],
    ["a counter that adds 0", { counters: [{ key: "n", by: 0 }] }, ["counters", 0, "by"]],
    ["a counter that adds itself", { counters: [{ key: "n", byKey: "n" }] }, ["counters", 0, "byKey"]],
    ["limits without a number", { counters: [{ key: "n", atLeast: 2, atMost: 1 }] }, ["counters", 0, "atMost"]],
    [
      "a key that is set and counted",
      { values: [{ key: "n", value: 1 }], counters: [{ key: "n" }] },
      ["counters", 0, "key"],
    ],
    ["a key of the product", { counters: [{ key: "proposed_changes" }] }, ["counters", 0, "key"]],
  ] as [string, object, (string | number)[]][])("%s is a problem at its place", (_name, config, path) => {
    const kind = taskKinds.set;
    expect(kind?.check?.(kind.configSchema.parse(config)).map((problem) => problem.path)).toEqual([path]);
  });

  test("reads in words, and writes numbers or money", () => {
    const kind = taskKinds.set;
    const config = kind?.configSchema.parse({
      counters: [{ key: "tries" }, { key: "left", by: -2 }, { key: "total_cents", byKey: "amount_cents" }],
    });
    expect(kind?.summarize(config)).toBe("tries + 1, left − 2, total cents + amount cents");
    expect(kind?.writes(config)).toEqual({
      tries: { type: "number" },
      left: { type: "number" },
      total_cents: { type: "same_as", path: "amount_cents" },
    });
    expect(kind?.reads(config)).toEqual(["amount_cents"]);
  });

  test.each([{ by: "1" }, { by: 1e300 }, { by: Number.NaN }, { key: "N" }, { byKey: "__proto__" }, { extra: 1 }])(
    "cannot have %j",
    (wrong) => {
      const counters = [{ key: "n", ...wrong }];
      expect(taskKinds.set?.configSchema.safeParse({ counters }).success).toBe(false);
    },
  );
});
