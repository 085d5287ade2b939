import { describe, expect, test } from "vitest";
import { checkGraph, type JsonObject, type JsonValue, NextAction } from "@/lib/engine";
import { taskCatalog } from "../catalog";
import { taskKinds } from "../kinds";
import { injection, startTask } from "../tests/test-kind";

const table = {
  inputs: [
    { field: "amount_cents", op: "gte" },
    { field: "amount_cents", op: "lt" },
    { field: "kind", op: "in" },
  ],
  outputs: [
    { key: "fee_cents", type: "money" },
    { key: "team", type: "text" },
  ],
  rows: [
    { when: [null, 10_000, null], set: [500, "desk"] },
    { when: [10_000, null, ["car", "van"]], set: [2_000, "drivers"] },
    { when: [10_000, 50_000, null], set: [1_000, null] },
  ],
};
const decide = (values: JsonObject, own: JsonObject = {}) =>
  startTask("decide_by_table", { table: { ...table, ...own } as JsonValue, rowInto: "row" }, { values });
const decided = async (values: JsonObject, own: JsonObject = {}) => {
  const task = decide(values, own);
  const result = await task.run();
  return { values: ["fee_cents", "team", "row"].map(task.get), result };
};

describe("the first row that fits", () => {
  test.each([
    [{ amount_cents: 9_999 }, [500, "desk", 1]],
    [{ amount_cents: 10_000, kind: "van" }, [2_000, "drivers", 2]],
    [{ amount_cents: 60_000, kind: "car" }, [2_000, "drivers", 2]],
    [{ amount_cents: 10_000, kind: "boat" }, [1_000, undefined, 3]],
    [{ amount_cents: 49_999 }, [1_000, undefined, 3]],
  ])("for %j sets %j", async (values, expected) => {
    expect((await decided(values)).values).toEqual(expected);
  });

  test("is named in the status for staff", async () => {
    expect((await decided({ amount_cents: 20_000, kind: "car" })).result).toEqual({
      nextAction: NextAction.ContinueAndExecute,
      statusMessage: "Deciding by a table: row 2 fits",
    });
  });

  test("leaves no value of an earlier run in an empty cell", async () => {
    const { values } = await decided({ amount_cents: 10_000, team: "old" });
    expect(values).toEqual([1_000, undefined, 3]);
  });
});

describe("when no row fits", () => {
  const none = { amount_cents: 60_000, kind: "boat", fee_cents: 1, team: "old" };

  test("the results have no value, and the row is 0", async () => {
    const { values, result } = await decided(none);
    expect([values, result.statusMessage]).toEqual([[undefined, undefined, 0], "Deciding by a table: no row fits"]);
  });

  test("the last row counts when there is one", async () => {
    expect((await decided(none, { otherwise: [9_900, "experts"] })).values).toEqual([9_900, "experts", 0]);
  });
});

test.each([
  ["missing", {}],
  ["null", { amount_cents: null }],
  ["of another type", { amount_cents: "9999" }],
  ["a list", { amount_cents: [9_999] }],
  ["no number", { amount_cents: "1e999", kind: { toString: "car" } }],
  ["hostile", { amount_cents: injection, kind: "__proto__" }],
] as [string, JsonObject][])("a value that is %s fits no condition", async (_name, values) => {
  expect((await decided(values)).values).toEqual([undefined, undefined, 0]);
});

test("an empty row of conditions fits also when nothing is known", async () => {
  expect((await decided({}, { rows: [{ when: [null, null, null], set: [1] }] })).values).toEqual([1, undefined, 1]);
});

test("durations are compared by their length, days by their order, texts by their parts", async () => {
  const own = {
    inputs: [
      { field: "wait", op: "lt" },
      { field: "day", op: "gte" },
      { field: "name", op: "starts_with" },
    ],
    rows: [{ when: ["P1D", "2026-11-02", "Dr."], set: [1, "fits"] }],
  };
  const values = { wait: "PT9H", day: "2026-11-10", name: "Dr. Who" };
  expect((await decided(values, own)).values).toEqual([1, "fits", 1]);
  expect((await decided({ ...values, wait: "PT24H" }, own)).values[2]).toBe(0);
  expect((await decided({ ...values, day: "2026-11-01" }, own)).values[2]).toBe(0);
});

const options = ["car", "van"].map((value) => ({ value, label: value }));
const fields = [
  { key: "amount_cents", label: "Amount", type: "money" },
  { key: "kind", label: "Kind", type: "choice", options },
];

/** The problems of a table after a task that sets its keys. */
function problems(own: object, rowInto = "row") {
  return checkGraph(
    {
      ...{ id: "g", name: "G", startTaskId: "note" },
      settings: [
        { key: "limit", label: "Limit", type: "money", value: 10_000 },
        { key: "days", label: "Days", type: "number", value: 3 },
      ],
      tasks: [
        { id: "note", kind: "set", label: "Note", config: { values: [{ key: "kind", value: "car" }] } },
        {
          ...{ id: "ask", kind: "talk", label: "Ask" },
          config: { instructions: "Ask.", fields },
        },
        { id: "table", kind: "decide_by_table", label: "Fees", config: { table: { ...table, ...own }, rowInto } },
      ],
      edges: [
        { id: "a", from: "note", to: "ask" },
        { id: "b", from: "ask", to: "table" },
      ],
    },
    taskCatalog,
  ).filter(({ taskId }) => taskId === "table");
}

test("a table that is right has no problem, and may name settings", () => {
  expect(problems({})).toEqual([]);
  expect(
    problems({ rows: [{ when: [null, { setting: "limit" }, null], set: [{ setting: "limit" }, "desk"] }] }),
  ).toEqual([]);
});

test.each([
  ["no rows", { rows: [] }, ["rows"], /no rows/],
  ["text for an amount", { rows: [{ when: [null, "much", null], set: [1] }] }, ["rows", 0, "when", 1], /row 1.*amount/],
  [
    "half a cent",
    { rows: [{ when: [0.5, null, null], set: [1] }] },
    ["rows", 0, "when", 0],
    /“amount_cents” is a whole number/,
  ],
  ["a value that no task sets", { rows: [{ when: [null, null, ["boat"]], set: [1] }] }, ["rows", 0, "when", 2], /boat/],
  ["one value for a list", { rows: [{ when: [null, null, "car"], set: [1] }] }, ["rows", 0, "when", 2], /a list/],
  ["a list for one value", { rows: [{ when: [[1, 2], null, null], set: [1] }] }, ["rows", 0, "when", 0], /one value/],
  [
    "a result of another type",
    { rows: [{ when: [null, null, null], set: ["x"] }] },
    ["rows", 0, "set", 0],
    /fee_cents/,
  ],
  ["a wrong last row", { otherwise: [1, true] }, ["otherwise", 1], /last row.*team/],
  ["a row that is too wide", { rows: [{ when: [null, null, null], set: [1, "a", 2] }] }, ["rows", 0, "set"], /more/],
  [
    "a plain number where an amount belongs",
    { rows: [{ when: [null, { setting: "days" }, null], set: [1] }] },
    ["rows", 0, "when", 1],
    /does not fit/,
  ],
  [
    "a result twice",
    { outputs: [table.outputs[1], table.outputs[1]], rows: [{ when: [], set: [] }] },
    ["outputs", 1, "key"],
    /twice/,
  ],
] as [string, object, (string | number)[], RegExp][])("%s is a problem at its place", (_name, own, path, message) => {
  const [found, ...others] = problems(own);
  expect(others).toEqual([]);
  expect(found?.path).toEqual(["config", "table", ...path]);
  expect(found?.message).toMatch(message);
});

test("a key that no task sets is a problem of its column", () => {
  const own = { inputs: [{ field: "colour", op: "eq" }], rows: [{ when: ["red"], set: [1] }] };
  expect(problems(own)).toMatchObject([{ code: "unknown_field", path: ["config", "table", "inputs", 0, "field"] }]);
});

test("the number of the row has a key of its own", () => {
  expect(problems({}, "team")).toMatchObject([{ path: ["config", "rowInto"] }]);
});

test("edges know the texts of its results as choices, and its amounts as money", () => {
  const kind = taskKinds.decide_by_table;
  const config = kind?.configSchema.parse({ table: { ...table, otherwise: [1, "none"] }, rowInto: "row" });
  expect(kind?.writes(config)).toEqual({
    fee_cents: { type: "number", unit: "money" },
    team: { type: "choice", values: ["desk", "drivers", "none"] },
    row: { type: "number" },
  });
});

test("reads as one line, and as a sentence for each row", () => {
  const kind = taskKinds.decide_by_table;
  const config = kind?.configSchema.parse({ table });
  expect(kind?.summarize(config)).toBe("Sets fee and team by amount and kind: 3 rows");
  expect(kind?.details?.(config, {})).toEqual([
    "1. If amount cents is less than 10000, fee is 500 and team is desk.",
    "2. If amount cents is at least 10000 and kind is car or van, fee is 2000 and team is drivers.",
    "3. If amount cents is at least 10000 and less than 50000, fee is 1000 and team has no value.",
    "Otherwise fee and team has no value.",
  ]);
});

test.each([
  { inputs: [] },
  { outputs: [] },
  { inputs: [{ field: "__proto__", op: "eq" }] },
  { inputs: [{ field: "a", op: "exists" }] },
  { outputs: [{ key: "Fee", type: "money" }] },
  { rows: [{ when: [[]], set: [] }] },
  { rows: [{ when: [{ a: 1 }], set: [] }] },
  { rows: [{ when: [""], set: [] }] },
  { rows: Array.from({ length: 1_001 }, () => ({ when: [], set: [] })) },
])("a table cannot have %j", (wrong) => {
  expect(taskKinds.decide_by_table?.configSchema.safeParse({ table: { ...table, ...wrong } }).success).toBe(false);
});
