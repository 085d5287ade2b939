import { beforeEach, expect, test } from "vitest";
import { pool } from "@/lib/db/connections/pool";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { toCode } from "./codes";
import { storePassages } from "./evaluation/store-passages";
import { findPassages, type RunQuery } from "./find-passages";
import { renewCodes } from "./renew-codes";

withTestDatabase();

const run: RunQuery = (text, values) => pool().query(text, values);
const texts = ["Glass breakage is covered.", "Theft of the car is covered.", "Wear and tear is not covered."];
const find = () => findPassages({ query: "Is my broken window paid?", audience: "claimants", limit: 8 }, { run });
const readCodes = async () =>
  (
    await pool().query<{ embedding: number[]; code: string }>(
      "SELECT embedding, code::text FROM passage_embedding ORDER BY passage_id, embedding_version",
    )
  ).rows;
const isCurrent = ({ embedding, code }: { embedding: number[]; code: string }) =>
  code === toCode(Float32Array.from(embedding));
/** As an earlier release has stored them: the first 384 bits. */
const shorten = () => pool().query("UPDATE passage_embedding SET code = substring(code FROM 1 FOR 384)");

let round = 0;
beforeEach(async () => {
  await pool().query("DELETE FROM passage_embedding");
  round += 1;
  await storePassages(run, { name: `terms-${round}` }, texts);
  await shorten();
});

test("Codes of an earlier release are computed again, once, also by several servers", async () => {
  const counts = await Promise.all([renewCodes(), renewCodes()]);
  expect(Math.max(...counts)).toBe(texts.length);
  const codes = await readCodes();
  expect(codes).toHaveLength(texts.length);
  expect(codes.every(isCurrent)).toBe(true);
  expect(await renewCodes()).toBe(0);
  expect((await find()).filter(({ vectorRank }) => vectorRank !== null)).not.toEqual([]);
});

test("More codes than one statement takes are renewed, and those of an unfinished change of the model", async () => {
  await storePassages(
    run,
    { name: "long" },
    Array.from({ length: 700 }, (_, index) => `Clause ${index} is about glass.`),
  );
  await pool().query(
    `INSERT INTO passage_embedding (collection_id, embedding_version, passage_id, embedding, code)
    SELECT collection_id, 2, passage_id, array_cat(embedding, embedding), code FROM passage_embedding`,
  );
  await shorten();
  expect(await renewCodes()).toBe(2 * 703);
  expect((await readCodes()).every(isCurrent)).toBe(true);
});

test("A search before that does not fail: it finds by words", async () => {
  await storePassages(run, { name: "new" }, ["Broken windows of the flat are paid for."]);
  const found = await find();
  expect(found.map(({ document }) => document)).toContain("Document of new");
  expect(found.every(({ document, vectorRank }) => document === "Document of new" || vectorRank === null)).toBe(true);
});
