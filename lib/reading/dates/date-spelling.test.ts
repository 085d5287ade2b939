import { expect, it } from "vitest";
import { respellDates } from "./date-spelling";

const respell = (text: string) => respellDates(text, "2026-11-29").plain;

it.each([
  ["yestarday", "yesterday"],
  ["last nite", "last night"],
  ["on satuday", "on saturday"],
  ["on thrusday", "on thursday"],
  ["5.11.26", "2026-11-05"],
  ["15.11.", "2026-11-15"],
  ["30.12.", "2025-12-30"],
])("writes %j as %j", (text, plain) => expect(respell(text)).toBe(plain));

it.each(["", "someday", "at midday", "$12.50", "5.13.26", "my car was hit"])("does not change %j", (text) =>
  expect(respell(text)).toBe(text),
);

it("knows the offsets in the text", () => {
  const text = "my car, 2day and yestarday";
  const { plain, originOf } = respellDates(text, "2026-11-29");
  expect(originOf(plain.indexOf("yesterday"))).toBe(text.indexOf("yestarday"));
  expect(originOf(plain.length)).toBe(text.length);
});
