import { expect, test } from "vitest";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import { findMatchingWords } from "./find-words";

withTestDatabase();

test("The words of a text that match the question are found in any form, as they are written", async () => {
  expect(
    await findMatchingWords("Is a stolen bicycle covered?", [
      "Bicycles stolen from a cellar: cover of $2,000.",
      "Nothing of it.",
      "",
    ]),
  ).toEqual([["Bicycles", "stolen", "cover"], [], []]);
});

test.each([
  ["no words", "?!"],
  ["stop words only", "the of and"],
  ["operators", "a & | ! <-> :* ("],
  ["a zero character and half a pair", "hail\0 \ud800"],
])("A question of %s has an answer", async (_, query) => {
  expect(await findMatchingWords(query, ["Hail is covered.\0\u0002\u0003 <b>hail</b>"])).toHaveLength(1);
});

test("Without texts there are no words", async () => {
  expect(await findMatchingWords("hail", [])).toEqual([]);
});
