import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { askedParts } from "./asked-parts";

test.each([
  ["my bicycle and my phone", ["my bicycle", "my phone"]],
  ["What's the capital of France and is hail covered?", ["What's the capital of France", "is hail covered"]],
  ["hail, storm or\nflood.", ["hail", "storm", "flood"]],
  ["is hail covered", ["is hail covered"]],
  ["sandy land", ["sandy land"]],
  [" ,. and ", []],
])("%j has the parts %j", (text, parts) => expect(askedParts(text)).toEqual(parts));

test("the time grows with the text, not with its square", () => {
  const read = (size: number) => expect(askedParts("hail and ".repeat(size))).toHaveLength(size);
  expect(growthOf(read, 10_000)).toBeLessThan(mostLinearGrowth);
});
