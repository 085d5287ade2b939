import { expect, test } from "vitest";
import { describeDue, describeHours, describeReviewTime } from "./due-time";

const words = { sessionWord: { one: "claim", many: "claims" } };
const now = new Date("2026-11-29T12:00:00Z");
const inHours = (hours: number) => now.getTime() + hours * 3_600_000;

test.each([
  [0.2, "an hour"],
  [1, "an hour"],
  [1.01, "an hour"],
  [1.5, "2 hours"],
  [4.001, "4 hours"],
  [4.5, "5 hours"],
  [47, "47 hours"],
  [48, "2 days"],
  [49, "3 days"],
  [240, "10 days"],
])("%d hours are %j, rounded up", (hours, words) => {
  expect(describeHours(hours)).toBe(words);
});

test("both sentences about a due time name the same time", () => {
  for (const hours of [0.5, 1.5, 23.3, 30, 50]) {
    const time = describeHours(hours);
    expect(describeDue(words, new Date(inHours(hours)), now)).toContain(`expected within ${time}.`);
    expect(describeReviewTime(words, inHours(hours), now)).toContain(`answer within ${time} from now.`);
  }
});

test("an overdue answer is called late, and no time is promised", () => {
  for (const hours of [0, -0.01, -100]) {
    expect(describeDue(words, new Date(inHours(hours)), now)).toMatch(
      /longer than usual; your claim is not forgotten\.$/,
    );
    expect(describeReviewTime(words, inHours(hours), now)).toMatch(
      /longer than usual: the answer was due before now\./,
    );
  }
});

test("without a due time none is named", () => {
  expect(describeDue(words, null, now)).not.toMatch(/within/);
  expect(describeReviewTime(words, undefined, now)).toContain("as soon as you have answered");
});
