import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { describeTemplate } from "./template-words";

const settings = new Map([["limit", "$1,000"]]);
const told = (text: string) => describeTemplate(text, settings);

test("placeholders are names, settings are their values", () => {
  expect(told("Dear {{ claimant_name }}, up to {{ settings.limit | money }}: {{- amount_cents | money -}}")).toBe(
    "Dear (claimant name), up to $1,000: (amount)",
  );
});

test("tags are words in brackets", () => {
  expect(told('{% if outcome == "approved" %}Yes{% elsif paid %}Paid{% else %}No{% endif %}')).toBe(
    "[if outcome is approved]Yes[otherwise, if paid]Paid[otherwise]No[end]",
  );
});

test("plain text and what has no end stay", () => {
  expect(told("Hello { you }")).toBe("Hello { you }");
  expect(told("Hello {{ name")).toBe("Hello {{ name");
});

test.each(["{{ a }} {% b %} ", "{{"])("reads a long run of %j in linear time", (part) => {
  expect(growthOf((size) => told(part.repeat(size)), 5_000)).toBeLessThan(mostLinearGrowth);
});
