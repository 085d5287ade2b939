import fc from "fast-check";
import { expect, test } from "vitest";
import type { Condition } from "@/lib/engine";
import { conditionSchema } from "@/lib/engine/definition-kit";
import {
  addPart,
  type ConditionPath,
  canMoveInto,
  canUnwrap,
  groupAt,
  movePart,
  movePartInto,
  movePartOut,
  partAt,
  replacePart,
  setGroupKind,
  unwrapPart,
  wrapPart,
} from "./edit-condition";

const a: Condition = { field: "a", op: "exists" };
const b: Condition = { field: "b", op: "exists" };
const c: Condition = { field: "c", op: "eq", value: 1 };
const nested: Condition = { all: [a, { any: [b, { not: c }] }] };

test("finds a part by its path", () => {
  expect(partAt(nested, [])).toBe(nested);
  expect(partAt(nested, ["all", 0])).toBe(a);
  expect(partAt(nested, ["all", 1, "any", 1, "not"])).toBe(c);
  for (const path of [["any", 0], ["all", 7], ["all"], ["not"], ["all", 0, "not"]])
    expect(partAt(nested, path)).toBeUndefined();
});

test("changes one part and no other", () => {
  expect(replacePart(nested, ["all", 1, "any", 1, "not"], a)).toEqual({ all: [a, { any: [b, { not: a }] }] });
  expect(replacePart(nested, ["any", 1], a)).toEqual(nested);
});

test("removes groups that become empty", () => {
  expect(replacePart({ all: [a, { any: [{ not: c }] }] }, ["all", 1, "any", 0, "not"], undefined)).toEqual({
    all: [a],
  });
  expect(replacePart({ not: a }, ["not"], undefined)).toBeUndefined();
  expect(replacePart({ all: [a] }, ["all", 0], undefined)).toBeUndefined();
});

test("adds to a group, and makes a group of a single comparison", () => {
  expect(addPart(undefined, [], a)).toEqual(a);
  expect(addPart(a, [], b)).toEqual({ all: [a, b] });
  expect(addPart(nested, ["all", 1], a)).toEqual({ all: [a, { any: [b, { not: c }, a] }] });
  expect(addPart({ not: a }, ["not"], b)).toEqual({ not: { all: [a, b] } });
});

test("wraps and unwraps", () => {
  expect(wrapPart(a, [], "not")).toEqual({ not: a });
  expect(wrapPart(nested, ["all", 0], "any")).toEqual({ all: [{ any: [a] }, { any: [b, { not: c }] }] });
  expect(unwrapPart({ not: a }, [])).toEqual(a);
  expect(unwrapPart({ all: [a] }, [])).toEqual(a);
  expect(unwrapPart(nested, ["all", 1])).toEqual({ all: [a, b, { not: c }] });
  expect(canUnwrap(nested, [])).toBe(false);
  expect(unwrapPart(nested, [])).toBe(nested);
});

test("changes a group from all to any", () => {
  expect(setGroupKind(nested, ["all", 1], "all")).toEqual({ all: [a, { all: [b, { not: c }] }] });
  expect(setGroupKind(a, [], "any")).toBe(a);
});

test("moves a part in its group, into a sibling group and out of its group", () => {
  expect(movePart({ all: [a, b, c] }, ["all", 0], 1)).toEqual({ all: [b, a, c] });
  expect(movePart({ all: [a, b] }, ["all", 0], -1)).toEqual({ all: [a, b] });
  expect(canMoveInto(nested, ["all", 0], 1)).toBe(true);
  expect(movePartInto(nested, ["all", 0], 1)).toEqual({ all: [{ any: [a, b, { not: c }] }] });
  expect(movePartInto({ all: [{ any: [a] }, b] }, ["all", 1], -1)).toEqual({ all: [{ any: [a, b] }] });
  expect(movePartOut(nested, ["all", 1, "any", 0])).toEqual({ all: [a, { any: [{ not: c }] }, b] });
  expect(movePartOut({ all: [{ any: [a] }, b] }, ["all", 0, "any", 0])).toEqual({ all: [a, b] });
  expect(movePartOut(nested, ["all", 0])).toBe(nested);
});

const conditions = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constantFrom(a, b, c),
    fc.record({ all: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("node") }),
  ),
})).node;

function pathsOf(condition: Condition, at: ConditionPath = []): ConditionPath[] {
  if ("not" in condition) return [at, ...pathsOf(condition.not, [...at, "not"])];
  const group = groupAt(condition);
  return [at, ...(group?.parts ?? []).flatMap((part, index) => pathsOf(part, [...at, group?.kind ?? "", index]))];
}

const leaves = (condition: Condition): string[] => {
  if ("not" in condition) return leaves(condition.not);
  return groupAt(condition)?.parts.flatMap(leaves) ?? [JSON.stringify(condition)];
};

test("every edit at every path gives a valid condition, and a move loses no comparison", () => {
  fc.assert(
    fc.property(conditions, fc.nat(), (condition, seed) => {
      const paths = pathsOf(condition);
      const path = paths[seed % paths.length] ?? [];
      const edits = [
        ...([-1, 1] as const).flatMap((by) => [movePart(condition, path, by), movePartInto(condition, path, by)]),
        ...[
          movePartOut(condition, path),
          unwrapPart(condition, path),
          wrapPart(condition, path, "not"),
          wrapPart(condition, path, "any"),
        ],
      ];
      for (const edit of edits) {
        expect(conditionSchema.safeParse(edit).success).toBe(true);
        expect(leaves(edit).toSorted()).toEqual(leaves(condition).toSorted());
      }
      const removed = replacePart(condition, path, undefined);
      if (removed) expect(conditionSchema.safeParse(removed).success).toBe(true);
    }),
  );
});
