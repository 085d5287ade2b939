import { expect, it } from "vitest";
import { edge, readTest } from "./token-tests";
import { hide, tokenize } from "./tokens";

const accepts = (item: string, text: string): boolean => tokenize(text).every(readTest(item, {}));

it.each([
  ["car|van", "van"],
  ["repair*", "repairing"],
  ["*n't", "don't"],
  ["!car", "van"],
  ["_", "van"],
  ["#", "12"],
  ["#2-3", "123"],
  ["#2+", "12345"],
  ["[,;]", ","],
  ["[^,;]", "12"],
  ["$", ""],
  [".", "."],
])("%j accepts %j", (item, text) => expect(accepts(item, text)).toBe(true));

it.each([
  ["car|van", "bus"],
  ["!car", "car"],
  ["#2", "1"],
  ["[,;]", "."],
  ["[^#]", "12"],
  ["[^_]", "van"],
  ["[^,]!van", "van"],
  ["~-", "-"],
])("%j does not accept %j", (item, text) => expect(accepts(item, text)).toBe(false));

it("accepts the edges of a text only where they are named", () => {
  expect([readTest("^", {})(edge), readTest("$", {})(edge), readTest("[^,]", {})(edge)]).toEqual([true, true, false]);
});

it("excludes hidden tokens by @", () => {
  const [token = edge] = tokenize("12").map(hide);
  expect([readTest("[^,]", {})(token), readTest("[^,@]", {})(token), readTest("#", {})(token)]).toEqual([
    true,
    false,
    false,
  ]);
});

it("uses a named test, and refuses an unknown name", () => {
  expect(tokenize("A1").map(readTest("<upper>", { upper: ({ raw }) => raw === "A" }))).toEqual([true, false]);
  expect(() => readTest("<upper>", {})).toThrow("no test is named upper");
});
