import { describe, expect, test } from "vitest";
import {
  type Condition,
  conditionFields,
  conditionSchema,
  evaluateCondition,
  mayHold,
  unmetComparisons,
} from "./condition";

const values: Record<string, unknown> = {
  amount_cents: 99_999,
  type: "car",
  tags: ["new", "urgent"],
  paid: false,
  nothing: null,
};
const holds = (condition: Condition): boolean => evaluateCondition(condition, (path) => values[path]);

describe("comparisons", () => {
  test.each<[Condition, boolean]>([
    [{ field: "amount_cents", op: "lt", value: 100_000 }, true],
    [{ field: "amount_cents", op: "lte", value: 99_999 }, true],
    [{ field: "amount_cents", op: "gte", value: 100_000 }, false],
    [{ field: "amount_cents", op: "gt", value: "1" }, false],
    [{ field: "type", op: "eq", value: "car" }, true],
    [{ field: "type", op: "ne", value: "car" }, false],
    [{ field: "type", op: "in", value: ["car", "flat"] }, true],
    [{ field: "type", op: "not_in", value: ["flat"] }, true],
    [{ field: "type", op: "starts_with", value: "c" }, true],
    [{ field: "type", op: "ends_with", value: "x" }, false],
    [{ field: "type", op: "contains", value: "a" }, true],
    [{ field: "tags", op: "contains", value: "urgent" }, true],
    [{ field: "paid", op: "eq", value: false }, true],
    [{ field: "paid", op: "exists" }, true],
    [{ field: "nothing", op: "missing" }, true],
    [{ field: "nothing", op: "eq", value: null }, true],
    [{ field: "nothing", op: "ne", value: null }, false],
    [{ not: { field: "nothing", op: "ne", value: null } }, true],
    [{ field: "nothing", op: "in", value: [1, null] }, true],
    [{ field: "nothing", op: "not_in", value: [1, null] }, false],
    [{ field: "nothing", op: "ne", value: 5 }, false],
    [{ field: "type", op: "ne", value: null }, true],
    [{ field: "unknown", op: "eq", value: null }, false],
    [{ all: [{ field: "paid", op: "exists" }, { not: { field: "type", op: "eq", value: "flat" } }] }, true],
    [
      {
        any: [
          { field: "type", op: "eq", value: "flat" },
          { field: "paid", op: "eq", value: true },
        ],
      },
      false,
    ],
  ])("%j is %s", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  test.each([
    "eq",
    "ne",
    "lt",
    "lte",
    "gt",
    "gte",
    "in",
    "not_in",
    "contains",
    "starts_with",
    "ends_with",
    "exists",
  ] as const)("%s is false for a field that is not there, so that an unknown amount passes no limit", (op) => {
    expect(holds({ field: "unknown", op, value: op === "in" || op === "not_in" ? [1] : "1" } as Condition)).toBe(false);
  });
});

test("an unknown comparison stays unknown under `not`: an unknown number passes no limit", () => {
  const limit: Condition = { field: "unknown", op: "gte", value: 100_000 };
  expect(holds({ not: limit })).toBe(false);
  expect(holds({ not: { any: [limit, { field: "type", op: "eq", value: "flat" }] } })).toBe(false);
  expect(holds({ not: { all: [limit, { field: "type", op: "eq", value: "flat" }] } })).toBe(true);
  expect(holds({ any: [limit, { field: "type", op: "eq", value: "car" }] })).toBe(true);
});

test.each([
  { field: "amount", op: "eq" },
  { field: "amount", op: "in", value: 1 },
  { field: "amount", op: "lt", value: null },
  { field: "constructor.constructor('return process')()", op: "eq", value: 1 },
  { field: "__proto__", op: "exists" },
  { field: "amount", op: "matches", value: "(a+)+$" },
  { field: "amount", op: "eq", value: 1, extra: true },
  { all: [] },
])("%j is not a condition", (input) => {
  expect(conditionSchema.safeParse(input).success).toBe(false);
});

test("gives each field of a condition once", () => {
  expect(
    conditionFields({
      all: [{ field: "a", op: "exists" }, { not: { field: "b", op: "exists" } }, { field: "a", op: "missing" }],
    }),
  ).toEqual(["a", "b"]);
});

test("gives the comparisons because of which a condition does not hold: of `all` those that fail, of `any` all", () => {
  const small: Condition = { field: "amount_cents", op: "lt", value: 100_000 };
  const flat: Condition = { field: "type", op: "eq", value: "flat" };
  const read = (path: string) => values[path];
  expect(unmetComparisons({ all: [small, flat] }, read)).toEqual([flat]);
  expect(unmetComparisons({ any: [flat, { field: "unknown", op: "exists" }] }, read)).toHaveLength(2);
  expect(unmetComparisons({ not: small }, read)).toEqual([small]);
  expect(unmetComparisons(small, read)).toEqual([]);
});

test.each([
  ["eq", "P1D", "PT24H", true],
  ["ne", "P1D", "PT24H", false],
  ["lt", "PT9H", "P1D", true],
  ["gte", "P2D", "PT48H", true],
  ["gt", "PT90M", "PT2H", false],
  ["in", "PT60M", ["PT1H"], true],
  ["not_in", "PT60M", ["PT1H"], false],
  ["eq", "Peter", "PT24H", false],
  ["lt", "Peter", "Q", true],
] as [never, string, never, boolean][])(
  "durations are compared by their length: %s %s %j",
  (op, actual, value, holds) => {
    expect(evaluateCondition({ field: "wait", op, value }, () => actual)).toBe(holds);
  },
);

test("may hold when one field is known and the others may be anything", () => {
  const approves: Condition = { field: "decision", op: "eq", value: "approve" };
  const isLow: Condition = { field: "amount", op: "lt", value: 5 };
  expect(mayHold({ all: [approves, isLow] }, "decision", "approve")).toBe(true);
  expect(mayHold({ all: [approves, isLow] }, "decision", "reject")).toBe(false);
  expect(mayHold({ any: [approves, isLow] }, "decision", "reject")).toBe(true);
  expect(mayHold({ not: approves }, "decision", "approve")).toBe(false);
  expect(mayHold({ not: { field: "amount", op: "exists" } }, "decision", "approve")).toBe(true);
});
