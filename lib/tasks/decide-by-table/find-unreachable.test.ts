import { expect, test } from "vitest";
import { growthOf, mostQuadraticGrowth } from "@/lib/test-growth";
import { decide } from "./decide";
import { findUnreachable } from "./find-unreachable";
import { type DecisionTable, tableSchema } from "./table";

type Cell = DecisionTable["rows"][number]["when"][number];

const tableOf = (columns: string[], rows: Cell[][]): DecisionTable =>
  tableSchema.parse({
    inputs: columns.map((column) => ({ field: column.split(" ")[0], op: column.split(" ")[1] })),
    outputs: [{ key: "row", type: "number" }],
    rows: rows.map((when, index) => ({ when, set: [index] })),
  });

test.each([
  ["after a row that fits always", ["a eq"], [[null], [1]], [[1, [0]]]],
  [
    "after the same row",
    ["a eq", "b eq"],
    [
      ["x", 1],
      ["x", 2],
      ["x", 1],
    ],
    [[2, [0]]],
  ],
  [
    "inside an earlier range",
    ["a lt"],
    [[100], [50], [100], [101]],
    [
      [1, [0]],
      [2, [0]],
    ],
  ],
  [
    "inside a range with two ends",
    ["a gte", "a lt"],
    [
      [0, 100],
      [10, 20],
      [50, 101],
    ],
    [[1, [0]]],
  ],
  ["of a list that an earlier one contains", ["a in"], [[["x", "y"]], [["y"]], [["y", "z"]]], [[1, [0]]]],
  [
    "of a value inside an earlier range",
    ["a lt", "a eq"],
    [
      [10, null],
      [null, 5],
      [null, 10],
    ],
    [[1, [0]]],
  ],
  [
    "of texts that begin alike",
    ["a starts_with", "a eq"],
    [
      ["Dr.", null],
      [null, "Dr. Who"],
    ],
    [[1, [0]]],
  ],
  [
    "by two values together",
    ["a eq", "a in"],
    [
      ["x", null],
      ["y", null],
      [null, ["x", "y"]],
    ],
    [[2, [0, 1]]],
  ],
  [
    "by ranges without a gap",
    ["a gte", "a lt"],
    [
      [0, 10],
      [10, 20],
      [5, 15],
      [15, 25],
    ],
    [[2, [0, 1]]],
  ],
  [
    "by ranges from both ends",
    ["a lt", "a gte", "b eq"],
    [
      [5, null, null],
      [null, 5, null],
      [9, 1, "x"],
    ],
    [[2, [0, 1]]],
  ],
  ["of days inside earlier days", ["a lt"], [["2026-11-15"], ["2026-11-01"]], [[1, [0]]]],
  [
    "of a shorter duration",
    ["a lte"],
    [["P1D"], ["PT24H"], ["PT2H"], ["P2D"]],
    [
      [1, [0]],
      [2, [0]],
    ],
  ],
  [
    "that contradicts itself",
    ["a gte", "a lt"],
    [
      [20, 10],
      [10, 10],
      [9, 10],
    ],
    [
      [0, []],
      [1, []],
    ],
  ],
  [
    "whose value is outside its range",
    ["a gt", "a eq"],
    [
      [10, 10],
      [9, 10],
    ],
    [[0, []]],
  ],
] as [string, string[], Cell[][], [number, number[]][]][])("finds a row %s", (_name, columns, rows, expected) => {
  expect(findUnreachable(tableOf(columns, rows)).map(({ row, because }) => [row, because])).toEqual(expected);
});

test.each([
  [
    "rows that overlap in part",
    ["a gte", "a lt"],
    [
      [0, 10],
      [5, 15],
    ],
  ],
  [
    "ranges with a gap",
    ["a gt", "a lt"],
    [
      [0, 10],
      [10, 20],
      [5, 15],
    ],
  ],
  ["an empty cell after all values of a choice, which fits a missing value too", ["a eq"], [[true], [false], [null]]],
  [
    "ranges that another column narrows",
    ["a lt", "b eq"],
    [
      [10, "x"],
      [5, "y"],
    ],
  ],
  ["a wrong cell, which has a problem of its own", ["a lt"], [[true], [5]]],
  ["a cell with an unknown setting", ["a eq"], [[{ setting: "limit" }], [5]]],
  ["text after a number", ["a lt"], [[10], ["abc"]]],
] as [string, string[], Cell[][]][])("says nothing about %s", (_name, columns, rows) => {
  expect(findUnreachable(tableOf(columns, rows))).toEqual([]);
});

/** The next of a repeatable row of numbers below `below`. */
function* numbers(seed: number) {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

test("never names a row that a value reaches, whatever the table", () => {
  const random = numbers(7);
  const below = (count: number): number => (random.next().value ?? 0) % count;
  for (let round = 0; round < 300; round++) {
    const cell = (): Cell => (below(3) === 0 ? null : below(5));
    const rows = Array.from({ length: 6 }, () => [cell(), cell(), below(4) === 0 ? [below(5), below(5)] : null]);
    const table = tableOf(["a gte", "a lt", "b in"], rows);
    const named = new Set(findUnreachable(table).map(({ row }) => row));
    for (let a = -0.5; a < 6; a += 0.5) {
      for (const b of [0, 1, 2, 3, 4, undefined]) {
        const { row } = decide(table, (path) => (path === "a" ? a : b));
        if (row !== null) expect(named).not.toContain(row);
      }
    }
  }
});

test.each<[what: string, columns: string[], rowOf: (index: number) => Cell[]]>([
  ["ranges", ["a gte", "a lt", "b in"], (index) => [index * 10, index * 10 + 10, ["x", "y"]]],
  ["values", ["a eq", "a lt", "b in"], (index) => [index * 10, null, [`k${index}`, "x"]]],
])(
  "the time grows with the pairs of rows of %s, not faster: an editor looks after every change",
  (_what, columns, rowOf) => {
    const find = (size: number) => {
      const table = tableOf(
        columns,
        Array.from({ length: size }, (_, index) => rowOf(index)),
      );
      expect(findUnreachable(table)).toEqual([]);
    };
    expect(growthOf(find, 250)).toBeLessThan(mostQuadraticGrowth);
  },
);
