import { expect, it } from "vitest";
import { tokenize } from "../tokens/tokens";
import { hideNames, hidePhones } from "./codes";

const visible = (text: string, hide: (tokens: ReturnType<typeof tokenize>) => void): string => {
  const tokens = [...tokenize(text)];
  hide(tokens);
  return tokens.flatMap(({ kind, raw }) => (kind === "hidden" ? [] : [raw])).join(" ");
};

it.each([
  ["on the A4 near Bremen", "on the near Bremen"],
  ["plate 8XYZ123", "plate"],
  ["see file_2026-11-29", "see"],
  ["costs 450", "costs 450"],
  ["2k or 300usd", "2 k or 300 usd"],
  ["usd400", "usd 400"],
])("hides names with digits in %j", (text, rest) => expect(visible(text, hideNames)).toBe(rest));

it.each([
  ["call +49 171 2345678", "call +"],
  ["(555) 123-4567", ""],
  ["phone 555-0199", "phone"],
  ["policy 12345678", "policy"],
  ["12345678 dollars", "12345678 dollars"],
  ["costs 1250.50", "costs 1250 . 50"],
])("hides telephone and long numbers in %j", (text, rest) => expect(visible(text, hidePhones)).toBe(rest));

it("hides nothing in a text without numbers", () => {
  expect(visible("", hideNames)).toBe("");
  expect(visible("call me", hidePhones)).toBe("call me");
});
