import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { runPrepared } from "./pool";
import { prepareRows } from "./prepare-rows";

withTestDatabase();

const text = `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, name text, is_new boolean, cents int, ms float8,
    words text[], data jsonb)
)
SELECT * FROM w`;

const row = {
  id: "01890000-0000-7000-8000-000000000001",
  name: `"quoted", \\ and $1`,
  is_new: false,
  cents: 100_000,
  ms: 0.5,
  words: ["one", 'two, "three"', "", "{}"],
  data: [{ deep: [null, "é"] }, 3],
};
const others = [
  { id: "01890000-0000-7000-8000-000000000002" },
  { id: "01890000-0000-7000-8000-000000000003", name: null, words: [], data: "text", unknown: "left out" },
  { id: "01890000-0000-7000-8000-000000000004", data: false, name: "", cents: 0 },
];

const readBack = async (rows: object[]) => (await runPrepared(prepareRows("read-rows", text, rows))).rows;

test.each([row, ...others])("A row is the same alone and among others: %j", async (one) => {
  const [alone] = await readBack([one]);
  const among = await readBack([row, one, ...others]);
  expect(alone).toEqual(among[1]);
});

test("A single row is given as one parameter for each column, many as one array", () => {
  expect(prepareRows("read-rows", text, [row]).values).toHaveLength(7);
  expect(prepareRows("read-rows", text, [row, row]).values).toEqual([JSON.stringify([row, row])]);
  expect(prepareRows("read-rows", text, [row]).name).not.toBe(prepareRows("read-rows", text, [row, row]).name);
});

test("No rows are an empty array", async () => {
  expect(await readBack([])).toEqual([]);
});

const withParts = `
WITH w AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (id uuid, name text)
),
first AS (
  SELECT id FROM w
),
second AS (
  SELECT name FROM w
)
SELECT id FROM w`;

test("Parts that no row needs are left out, whichever they are", async () => {
  for (const needed of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ]) {
    const parts = [
      ["first", needed[0] ?? false],
      ["second", needed[1] ?? false],
    ] as const;
    for (const rows of [[row], [row, row]]) {
      const statement = prepareRows("read-parts", withParts, rows, parts);
      expect((await runPrepared(statement)).rows).toHaveLength(rows.length);
      for (const [name, isNeeded] of parts) expect(statement.text.includes(`${name} AS (`)).toBe(isNeeded);
    }
  }
});

test("A part that the text does not have is refused", () => {
  expect(() => prepareRows("no-part", withParts, [row], [["third", false]])).toThrow('no part "third"');
});

test("A statement that reads no rows is refused", () => {
  expect(() => prepareRows("none", "SELECT 1", [row])).toThrow("reads no rows");
});
