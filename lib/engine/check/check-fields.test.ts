import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Condition } from "../graph/condition";
import type { GraphDefinitionInput } from "../graph/definition";
import { NextAction } from "../graph/task";
import type { TaskKind } from "../graph/task-kind";
import { dollarFormat } from "../testing/test-format";
import { checkGraph } from "./check-graph";
import type { ValueType, ValueTypes } from "./value-type";

const kind = (name: string, parts: Partial<TaskKind> = {}): TaskKind => ({
  kind: name,
  configSchema: z.any(),
  waits: false,
  ends: false,
  writes: () => ({}),
  reads: () => [],
  create: ({ id }) => ({ id, run: async () => ({ nextAction: NextAction.ContinueAndExecute }) }),
  ...parts,
});

/** Two tasks that write, and the problems of a condition behind them. */
function problemsWith(condition: Condition, first: ValueTypes, second: ValueTypes = {}, parts: Partial<TaskKind> = {}) {
  const task = (id: string) => ({ id, kind: id, label: id, config: {} });
  const definition: GraphDefinitionInput = {
    id: "g",
    name: "G",
    startTaskId: "a",
    tasks: ["a", "b", "c", "d"].map(task),
    edges: [
      { id: "ab", from: "a", to: "b" },
      { id: "bc", from: "b", to: "c", condition },
      { id: "bd", from: "b", to: "d" },
    ],
  };
  const kinds = {
    a: kind("a", { writes: () => first, ...parts }),
    b: kind("b", { writes: () => second }),
    c: kind("c", { ends: true }),
    d: kind("d", { ends: true }),
  };
  return checkGraph(definition, kinds, dollarFormat);
}

const types: Record<string, ValueType> = {
  cents: { type: "number", unit: "money" },
  count: { type: "number" },
  words: { type: "text" },
  day: { type: "date" },
  at: { type: "time" },
  sure: { type: "yes_no" },
  kind: { type: "choice", values: ["car", "apartment"] },
  notes: { type: "list", of: { type: "text" } },
  claim: { type: "object", fields: { cents: { type: "number", unit: "money" }, sub: { type: "object" } } },
  made: { type: "any" },
  copied: { type: "same_as", path: "cents" },
  round: { type: "same_as", path: "round" },
  either: { type: "one_of", types: [{ type: "number" }, { type: "yes_no" }] },
};

describe("a condition that fits the type of its field is accepted", () => {
  test.each<Condition>([
    { field: "cents", op: "gte", value: 100_000 },
    { field: "cents", op: "in", value: [1, 2, null] },
    { field: "count", op: "lt", value: 0.5 },
    { field: "words", op: "starts_with", value: "a" },
    { field: "words", op: "gt", value: "a" },
    { field: "day", op: "lt", value: "2026-11-15" },
    { field: "day", op: "starts_with", value: "2026-" },
    { field: "at", op: "gte", value: "2026-11-15T09:30:00Z" },
    { field: "at", op: "gte", value: "2026-11-15" },
    { field: "sure", op: "eq", value: true },
    { field: "sure", op: "ne", value: null },
    { field: "kind", op: "eq", value: "car" },
    { field: "kind", op: "not_in", value: ["car", "apartment"] },
    { field: "kind", op: "contains", value: "part" },
    { field: "notes", op: "contains", value: "late" },
    { field: "claim.cents", op: "lt", value: 5 },
    { field: "claim.sub.anything", op: "eq", value: "x" },
    { field: "claim", op: "exists" },
    { field: "made", op: "gte", value: "100000" },
    { field: "copied", op: "lt", value: 7 },
    { field: "round", op: "eq", value: "x" },
    { field: "either", op: "eq", value: false },
    { field: "either", op: "gt", value: 1 },
    { field: "reference", op: "starts_with", value: "GF-" },
  ])("$field $op $value", (condition) => {
    expect(problemsWith(condition, types)).toEqual([]);
  });
});

describe("a condition that does not fit the type of its field is refused, with the edge", () => {
  test.each<[Condition, RegExp]>([
    [{ field: "cents", op: "gte", value: "100000" }, /an amount in whole cents: “gte "100000"” does not fit/],
    [{ field: "cents", op: "lt", value: 999.99 }, /whole cents/],
    [{ field: "cents", op: "in", value: [1, "2"] }, /whole cents/],
    [{ field: "count", op: "starts_with", value: "1" }, /a number/],
    [{ field: "count", op: "contains", value: 1 }, /a number/],
    [{ field: "words", op: "eq", value: 5 }, /text/],
    [{ field: "words", op: "lt", value: 5 }, /text/],
    [{ field: "day", op: "lt", value: "15 Nov 2026" }, /a date like/],
    [{ field: "day", op: "eq", value: "2026-02-30" }, /a date like/],
    [{ field: "at", op: "lt", value: "yesterday" }, /a time like/],
    [{ field: "sure", op: "gte", value: 1 }, /true or false/],
    [{ field: "sure", op: "eq", value: "yes" }, /true or false/],
    [{ field: "kind", op: "eq", value: "Car" }, /one of car, apartment/],
    [{ field: "kind", op: "in", value: ["car", "boat"] }, /one of car, apartment/],
    [{ field: "kind", op: "gt", value: "car" }, /one of car, apartment/],
    [{ field: "kind", op: "starts_with", value: "b" }, /one of car, apartment/],
    [{ field: "notes", op: "eq", value: "late" }, /a list/],
    [{ field: "notes", op: "contains", value: 7 }, /a list/],
    [{ field: "claim", op: "eq", value: "x" }, /an object with cents, sub/],
    [{ field: "claim.cents", op: "eq", value: "5" }, /whole cents/],
    [{ field: "copied", op: "gte", value: "7" }, /whole cents/],
    [{ field: "either", op: "starts_with", value: "t" }, /a number, or true or false/],
    [{ not: { any: [{ field: "words", op: "exists" }, { all: [{ field: "sure", op: "eq", value: 1 }] }] } }, /true or/],
  ])("%j", (condition, message) => {
    expect(problemsWith(condition, types)).toMatchObject([
      { code: "condition_type", edgeId: "bc", message: expect.stringMatching(message), path: expect.any(Array) },
    ]);
  });

  test("also in the config of a task, with the task", () => {
    const condition: Condition = { field: "cents", op: "eq", value: "5" };
    const found = problemsWith({ field: "cents", op: "exists" }, types, {}, { conditions: () => [condition] });
    expect(found).toMatchObject([{ code: "condition_type", taskId: "a", message: expect.stringContaining("“cents”") }]);
  });

  test("a missing part of an object is a field that no task sets", () => {
    expect(problemsWith({ field: "claim.dollars", op: "exists" }, types)).toMatchObject([{ code: "unknown_field" }]);
    expect(problemsWith({ field: "words.length", op: "exists" }, types)).toMatchObject([{ code: "unknown_field" }]);
  });
});

describe("a key that several tasks write", () => {
  const outcome = (value: string): ValueTypes => ({ outcome: { type: "choice", values: [value] } });
  const eq = (value: string): Condition => ({ field: "outcome", op: "eq", value });

  test("may be compared with the values of all of them, and with no other", () => {
    expect(problemsWith(eq("approved"), outcome("approved"), outcome("rejected"))).toEqual([]);
    expect(problemsWith(eq("rejected"), outcome("approved"), outcome("rejected"))).toEqual([]);
    expect(problemsWith(eq("aproved"), outcome("approved"), outcome("rejected"))[0]?.message).toContain(
      "one of approved, rejected",
    );
  });

  test("may be compared with anything when the type of one task is not known", () => {
    expect(problemsWith(eq("anything"), outcome("approved"), { outcome: { type: "any" } })).toEqual([]);
  });
});

test("a template that always prints an object is refused", () => {
  const printing = (text: string) =>
    problemsWith(
      { field: "cents", op: "exists" },
      types,
      { made: { type: "object" } },
      {
        prints: () => [{ text, type: { type: "same_as", path: text } }],
      },
    );
  expect(printing("claim")).toEqual([
    {
      code: "config",
      taskId: "a",
      message: '"a" prints {{ claim }}, which is an object with cents, sub: name one of its parts.',
    },
  ]);
  for (const fine of ["claim.cents", "made", "notes", "words"]) expect(printing(fine)).toEqual([]);
});
