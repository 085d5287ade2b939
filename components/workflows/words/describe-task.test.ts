import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { describeAmounts } from "@/lib/workflows/describing/describe-words";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { describeConfig, describeTasks } from "./describe-task";

test("describes money, times, lists, fields, values and conditions of a config", () => {
  const config = {
    limit: 100_000,
    within: "PT4H",
    pauseMs: 90_000,
    askAgain: true,
    note: null,
    fields: [{ key: "place", label: "Where", type: "long_text", required: true, description: "The place." }],
    values: [{ key: "outcome", value: "approved" }],
    reasons: [{ text: "Too much", when: { field: "amount_cents", op: "gte", value: 100_000 } }],
  };
  const fields = {
    limit: { label: "Limit", widget: "money" },
    within: { label: "Answer within", widget: "duration" },
  } as const;
  expect(describeConfig(config, describeAmounts, fields)).toEqual([
    { name: "Limit", lines: ["$1,000.00"] },
    { name: "Answer within", lines: ["4 hours"] },
    { name: "Pause", lines: ["1 min 30 s"] },
    { name: "Ask again", lines: ["yes"] },
    { name: "Fields", lines: ["Where (long text, required): The place."] },
    { name: "Values", lines: ["Outcome = approved"] },
    { name: "Reasons", lines: ["Too much, if amount is at least $1,000"] },
  ]);
});

test("describes every setting of the shipped workflow in readable words", () => {
  for (const task of graphDefinitionSchema.parse(insuranceClaims).tasks) {
    const told = describeTasks({ tasks: [task], settings: new Map() }, describeAmounts)[task.id];
    const lines = (told?.settings ?? []).flatMap((row) => row.lines);
    expect(lines.filter((line) => /\[object|undefined|\{\{|\{%/.test(line))).toEqual([]);
  }
});

test("describes the retries of a task, and a task of an unknown kind", () => {
  const retry = { maxAttempts: 4, initialDelayMs: 5_000, backoffFactor: 3, maxDelayMs: 120_000 };
  const unknown = { id: "a", kind: "unheard_of", label: "A", config: {}, timeoutMs: 30_000, retry };
  expect(describeTasks({ tasks: [unknown], settings: new Map() }, {}).a).toEqual({
    description: [],
    kindDescription: "This kind of task is not known here.",
    how: [
      { name: "Time limit", lines: ["30 s"] },
      {
        name: "When it fails",
        lines: ["Tried up to 4 times. Pauses: 5 seconds, 15 seconds, 45 seconds."],
      },
      { name: "Id", lines: ["a"] },
    ],
    settings: [],
  });
});

test("describes a decision table as sentences", () => {
  const table = {
    inputs: [{ field: "amount_cents", op: "lt" }],
    outputs: [
      { key: "fee_cents", type: "money" },
      { key: "wait", type: "duration" },
    ],
    rows: [{ when: [10_000], set: [500, "PT4H"] }],
    otherwise: [1_000, null],
  };
  const task = { id: "a", kind: "decide_by_table", label: "A", config: { table } };
  expect(describeTasks({ tasks: [task], settings: new Map() }, describeAmounts).a?.settings[0]).toEqual({
    name: "Decision table",
    lines: [
      "1. If amount is less than $100, fee is $5 and wait is 4 hours.",
      "Otherwise fee is $10 and wait has no value.",
    ],
  });
});
