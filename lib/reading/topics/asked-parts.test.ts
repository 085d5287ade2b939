import { expect, test } from "vitest";
import { askedParts } from "./asked-parts";

test.each([
  ["my bicycle and my phone", ["my bicycle", "my phone"]],
  ["What's the capital of France and is hail covered?", ["What's the capital of France", "is hail covered"]],
  ["hail, storm or\nflood.", ["hail", "storm", "flood"]],
  ["is hail covered", ["is hail covered"]],
  ["sandy land", ["sandy land"]],
  [" ,. and ", []],
])("%j has the parts %j", (text, parts) => expect(askedParts(text)).toEqual(parts));

test("a long text takes no longer than its length", () => {
  const begin = performance.now();
  expect(askedParts("hail and ".repeat(100_000))).toHaveLength(100_000);
  expect(performance.now() - begin).toBeLessThan(5_000);
});
