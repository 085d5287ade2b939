import { expect, test } from "vitest";
import { stepsOf, valueAt } from "./answer-path";

const answer = JSON.parse('{"data": [{"id": 7, "a/b": {"~": 1}}], "__proto__": {"x": 1}, "": 5}');

test.each([
  ["data.0.id", 7],
  ["data[0].id", 7],
  ["/data/0/id", 7],
  ["/data/0/a~1b/~0", 1],
  ["/", 5],
  ["data.1.id", undefined],
  ["data.length", undefined],
  ["data.constructor", undefined],
  ["toString", undefined],
  ["data.0.id.more", undefined],
  ["__proto__.x", 1],
])("%s finds own entries only", (path, value) => {
  expect(valueAt(answer, stepsOf(path) ?? ["?"])).toBe(value);
});

test("the empty path is the whole answer", () => expect(valueAt(answer, stepsOf("") ?? ["?"])).toBe(answer));

test.each(["data..id", ".", "data.", "data[x]", "data[0", "a b"])("“%s” is not a path", (path) =>
  expect(stepsOf(path)).toBeUndefined(),
);
