import { expect, test } from "vitest";
import type { Condition } from "../graph/condition";
import { amountWords } from "../testing/test-format";
import { type ConditionWords, describeCondition, describeFact, summarizeCondition } from "./describe-condition";

test.each<[string, Condition]>([
  ["amount is at least $1,000", { field: "amount_cents", op: "gte", value: 100_000 }],
  ["amount is $12.50", { field: "amount_cents", op: "eq", value: 1_250 }],
  ["paid is yes", { field: "paid", op: "eq", value: true }],
  ["state is sent back", { field: "state", op: "eq", value: "sent_back" }],
  ["paid is not yes", { field: "paid", op: "ne", value: true }],
  ["type is car, van or bus", { field: "type", op: "in", value: ["car", "van", "bus"] }],
  ["type is none of car and van", { field: "type", op: "not_in", value: ["car", "van"] }],
  ["claim place is known", { field: "claim.place", op: "exists" }],
  ["amount is not at least $1,000", { not: { field: "amount_cents", op: "gte", value: 100_000 } }],
  ["name does not contain x", { not: { field: "name", op: "contains", value: "x" } }],
  ["type is not car", { not: { field: "type", op: "in", value: ["car"] } }],
  ["day is before 2026-11-15", { field: "day", op: "lt", value: "2026-11-15" }],
  ["day is on or after 2026-11-15", { field: "day", op: "gte", value: "2026-11-15" }],
  ["at is not after 2026-11-15T09:30:00Z", { not: { field: "at", op: "gt", value: "2026-11-15T09:30:00Z" } }],
  ["count is less than 20261115", { field: "count", op: "lt", value: "20261115" }],
  ["paid is yes", { not: { not: { field: "paid", op: "eq", value: true } } }],
])("reads as a sentence: %s", (sentence, condition) => {
  expect(describeCondition(condition, amountWords)).toBe(sentence);
});

test("joins parts in a sentence, and names the same field once", () => {
  const [more, less] = [
    { field: "amount_cents", op: "gt", value: 0 },
    { field: "amount_cents", op: "lt", value: 100_000 },
  ] as const satisfies Condition[];
  const car = { field: "type", op: "eq", value: "car" } as const;
  expect(describeCondition({ all: [car, more, less] }, amountWords)).toBe(
    "type is car, amount is more than $0 and less than $1,000",
  );
  expect(describeCondition({ all: [car, { any: [more, { field: "place", op: "missing" }] }] }, amountWords)).toBe(
    "type is car and (amount is more than $0 or place is not known)",
  );
  expect(describeCondition({ not: { any: [car, more] } }, amountWords)).toBe(
    "neither: type is car or amount is more than $0",
  );
});

test("uses the application's words for fields, values and comparisons", () => {
  const words: ConditionWords = {
    comparison: ({ field, value }) =>
      field === "decision" && value === "approve" ? "the reviewer approves" : undefined,
    field: (path) => (path === "kind" ? "insurance" : undefined),
    value: (path, value) => (path === "kind" && value === "car" ? "Car" : undefined),
  };
  expect(describeCondition({ field: "decision", op: "eq", value: "approve" }, words)).toBe("the reviewer approves");
  expect(describeCondition({ field: "kind", op: "in", value: ["car", "van"] }, words)).toBe("insurance is Car or van");
  expect(describeFact("kind", "car", words)).toBe("insurance is Car");
});

test("a fact is the value of a field in words", () => {
  expect(describeFact("amount_cents", 33_000, amountWords)).toBe("amount is $330");
  expect(describeFact("place", undefined)).toBe("place is not known");
  expect(describeFact("claim", { a: 1 })).toBe("claim is something else");
  const told: ConditionWords = {
    comparison: ({ op, value }) => (op === "eq" ? (value === true ? "they agree" : undefined) : `the answer is ${op}`),
  };
  expect([true, "later", { a: 1 }, undefined].map((value) => describeFact("agreed", value, told))).toEqual([
    ...["they agree", "the answer is exists", "the answer is exists", "the answer is missing"],
  ]);
});

test("a condition of many parts has a short sentence: limits first, the rest counted", () => {
  const car = { field: "type", op: "eq", value: "car" } as const;
  const told = { field: "confirmed_at", op: "exists" } as const;
  const [more, less] = [
    { field: "amount_cents", op: "gt", value: 0 },
    { field: "amount_cents", op: "lt", value: 100_000 },
  ] as const satisfies Condition[];
  const any = { any: [car, told] };
  expect(summarizeCondition({ all: [told, car, any, more, less] }, amountWords)).toBe(
    "amount is more than $0 and less than $1,000, type is car and 2 more",
  );
  for (const few of [{ all: [told, car, more, less] }, any, car] satisfies Condition[]) {
    expect(summarizeCondition(few, amountWords)).toBe(describeCondition(few, amountWords));
  }
});

test("without the application's words everything reads as it is stored", () => {
  const condition = { field: "amount_cents", op: "gte", value: 100_000 } as const;
  expect(describeCondition(condition)).toBe("amount cents is at least 100000");
});
