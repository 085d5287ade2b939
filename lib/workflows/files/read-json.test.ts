import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { JsonTextError, readJson } from "./read-json";

const faultOf = (text: string): string => {
  try {
    readJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) return `${error.position.line}:${error.position.column} ${error.message}`;
    throw error;
  }
  return expect.fail("the text was read");
};

describe("the places of a JSON text", () => {
  const places = readJson('{\n "a": [1,\n  { "b": "x" }],\n "c\\u0064": null\n}\n');

  test.each([
    [[], 1],
    [["a"], 2],
    [["a", 0], 2],
    [["a", 1, "b"], 3],
    [["cd"], 4],
    [["a", 7, "nothing"], 2],
    [["nothing"], 1],
  ])("%j is in line %i", (path, line) => expect(places.lineOf(path)).toBe(line));

  test("tell which names an object has twice", () => {
    expect(readJson('{"a":1,\n"b":{"x":1},"a":2}').repeated).toEqual([{ path: ["a"], lines: [1, 2] }]);
    expect(readJson('[{"a":1},{"a":2}]').repeated).toEqual([]);
  });

  test("are found in texts with quotes and backslashes", () => {
    expect(readJson('{"a\\"":"\\\\","b":"\\\\\\""}').lineOf(["b"])).toBe(1);
  });
});

test.each([
  ['{"a": 1\n "b": 2}', "2:2 a comma or } is expected here"],
  ["[1, 2", "1:6 a comma or ] is expected here"],
  ["{a: 1}", '1:2 a name in double quotes, such as "label", is expected here'],
  ['{"a": 1,}', '1:9 a name in double quotes, such as "label", is expected here'],
  ['{"a" 1}', "1:6 a colon is expected here"],
  ['{"a": }', "1:7 a value is expected here"],
  ['{"a": 01}', "1:7 a value is expected here"],
  ['{\n\n  "a": "x', "3:8 the text that begins here has no closing quote"],
  ['["a\nb", "c"]', "1:2 the text that begins here has no closing quote"],
  ['["a\tb"]', "1:2 the text that begins here has a character that JSON writes with a backslash"],
  ["{} x", "1:4 nothing may follow the end of the value"],
  ['{"id": ', "1:8 the file ends too early"],
  ["[".repeat(100_000), "1:402 the values are nested too deeply here"],
])("%j is not JSON: %s", (text, fault) => {
  expect(faultOf(text)).toBe(fault);
});

test("a value that was written is read again, with keys of quotes, backslashes and __proto__", () => {
  const key = fc.oneof(fc.constantFrom('"', "\\", " ", "__proto__", "日"), fc.string());
  const objects = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });
  fc.assert(
    fc.property(fc.oneof(objects, fc.jsonValue()), (value) => {
      // JSON has no -0.
      const text = JSON.stringify(value);
      expect(JSON.stringify(readJson(text).value)).toBe(text);
    }),
  );
});

test("a text is read exactly when JSON.parse reads it", () => {
  const isRead = (read: () => unknown): boolean => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };
  const changed = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", "}", '"', ",", "\\", "\n", "1", " "))
    .map(([json, at, part]) => json.slice(0, at % (json.length + 1)) + part + json.slice((at % (json.length + 1)) + 1));
  fc.assert(
    fc.property(fc.oneof(fc.json(), changed), (text) => {
      expect(isRead(() => readJson(text))).toBe(isRead(() => JSON.parse(text)));
    }),
    { numRuns: 2_000 },
  );
});

test("the time grows with the text, also without line breaks", () => {
  const read = (size: number) =>
    readJson(JSON.stringify(Array.from({ length: size }, (_, id) => ({ id, text: 'a "word" \\ more' }))));
  expect(growthOf(read, 5_000)).toBeLessThan(mostLinearGrowth);
});
