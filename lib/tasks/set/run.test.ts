import { expect, test } from "vitest";
import { NextAction } from "@/lib/engine";
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
    ],
    { outcome: "approved" },
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
    const config = { values: [{ key, value: 1 }], statusMessage: "" };
    expect(taskKinds.set?.check?.(config)).toHaveLength(1);
  },
);
