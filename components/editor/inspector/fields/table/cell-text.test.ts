import { describe, expect, test } from "vitest";
import { readCell, type TableColumn, writeCell } from "./cell-text";
import { pasteCells } from "./paste-cells";
import { isTabText, readTabText } from "./tab-text";

const columnOf = (input: TableColumn["input"], more: Partial<TableColumn> = {}): TableColumn => ({
  ...{ name: "column", input, takesValues: false, label: () => undefined },
  type: { input, values: [] },
  ...more,
});
const kind = columnOf("choice", {
  type: { input: "choice", values: ["car", "flat"] },
  label: (value) => (value === "car" ? "Car, van" : undefined),
});
const kinds = { ...kind, takesValues: true };

describe("a cell", () => {
  test.each([
    [columnOf("money"), "$1,000.50", 100_050, "$1,000.50"],
    [columnOf("money"), "2k", 200_000, "$2,000.00"],
    [columnOf("number"), "-1.5", -1.5, "-1.5"],
    [columnOf("duration"), "4 hours", "PT4H", "4 hours"],
    [columnOf("date"), "2026-11-15", "2026-11-15", "2026-11-15"],
    [columnOf("yes_no"), "TRUE", true, "yes"],
    [columnOf("yes_no"), "no", false, "no"],
    [columnOf("text"), "two words", "two words", "two words"],
    [columnOf("money"), "settings.limit", { setting: "limit" }, "settings.limit"],
    [kind, "FLAT", "flat", "flat"],
    [kind, "Car, van", "car", "Car, van"],
    [kinds, 'flat, "car, van"', ["flat", "car"], 'flat, "Car, van"'],
    [columnOf("text", { takesValues: true }), 'a,"b, ""c""", d', ["a", 'b, "c"', "d"], 'a, "b, ""c""", d'],
    [columnOf("number", { takesValues: true }), "1, 2", [1, 2], "1, 2"],
    [columnOf("money"), "  ", null, ""],
  ] as [TableColumn, string, never, string][])("of %o reads %s", (column, text, value, written) => {
    expect(readCell(text, column)).toEqual({ ok: true, value });
    expect(writeCell(value, column)).toBe(written);
    expect(readCell(written, column)).toEqual({ ok: true, value });
  });

  test.each([
    [columnOf("money"), "much"],
    [columnOf("number"), "1e999"],
    [columnOf("duration"), "soon"],
    [columnOf("date"), "2026-02-30"],
    [columnOf("yes_no"), "maybe"],
    [columnOf("number", { takesValues: true }), "1, x"],
    [columnOf("text", { takesValues: true }), ", ,"],
  ])("of %o does not read %s", (column, text) => {
    expect(readCell(text, column).ok).toBe(false);
  });
});

test("text from a spreadsheet has cells, quotes and lines inside quotes", () => {
  expect(readTabText('a\tb\r\n"c\t""d""\ne"\t\n')).toEqual([
    ["a", "b"],
    ['c\t"d"\ne', ""],
  ]);
  expect(["one", "one\n", "a\tb", "a\nb"].map(isTabText)).toEqual([false, false, true, true]);
  expect(readTabText("\t".repeat(50_000))[0]).toHaveLength(50_001);
});

test("pasted cells fill the table from a cell on, add rows, and say what was not read", () => {
  const table = {
    inputs: [{ field: "amount_cents", op: "lt" as const }],
    outputs: [
      { key: "fee_cents", type: "money" as const },
      { key: "team", type: "text" as const },
    ],
    rows: [{ when: [100], set: [1, "old"] }],
  };
  const columns = { when: [columnOf("money")], set: [columnOf("money"), columnOf("text")] };
  const cells = [["$2"], ["$5", "much", "desk", "beyond"], ["", "$1", "x"]];
  const pasted = pasteCells(table, columns, { row: 0, side: "when", column: 0 }, cells);
  expect(pasted.table.rows).toEqual([
    { when: [200], set: [1, "old"] },
    { when: [500], set: [null, "desk"] },
    { when: [null], set: [100, "x"] },
  ]);
  expect(pasted.unread).toEqual([{ place: { row: 1, side: "set", column: 0 }, text: "much" }]);
  expect(pasted.left).toEqual({ columns: 1, rows: 0 });
  const many = Array.from({ length: 1_200 }, () => ["$1"]);
  const full = pasteCells(table, columns, { row: 1, side: "set", column: 0 }, many);
  expect([full.table.rows.length, full.left.rows]).toEqual([1_000, 201]);
});
