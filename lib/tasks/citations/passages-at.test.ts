import { expect, test } from "vitest";
import { Context, type JsonObject } from "@/lib/engine";
import { passagesAt } from "./passages-at";
import { testPassage } from "./test-passages";

const list = (name: string, length: number) => Array.from({ length }, (_, index) => testPassage(`${name}${index + 1}`));
const textsAt = (paths: string[], values: JsonObject) => passagesAt(paths, new Context(values)).map(({ text }) => text);

test("takes the best of each search in turn, eight in all", () => {
  const values = { parts: { own: { passages: list("a", 2) }, general: { passages: list("b", 25) } } };
  expect(textsAt(["parts.own.passages", "parts.general.passages"], values)).toEqual(
    "a1 b1 a2 b2 b3 b4 b5 b6".split(" "),
  );
});

test("takes a passage once that two searches have found", () => {
  const [first, second] = list("a", 2);
  expect(textsAt(["one", "two"], { one: [first, second], two: [second] } as unknown as JsonObject)).toEqual([
    "a1",
    "a2",
  ]);
});

test("takes none where a search has found none or did not run, and refuses anything else", () => {
  expect(textsAt(["one", "two"], { one: [] })).toEqual([]);
  expect(() => textsAt(["one"], { one: "a text" })).toThrow("The value “one” is not a list of passages.");
  expect(() => textsAt(["one"], { one: [{ text: "without an id" }] })).toThrow(/not a list of passages/);
});
