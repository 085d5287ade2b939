import { expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times";

const namesAt = (...date: [number, number, number, number]) => snoozeTimes(new Date(...date)).map(({ name }) => name);

test("offers this evening only while it is more than an hour ahead", () => {
  expect(namesAt(2026, 10, 18, 9)).toEqual([
    ...["In one hour", "This evening, 18:00", "Tomorrow, 9:00", "Next Monday, 9:00"],
  ]);
  expect(namesAt(2026, 10, 18, 17)).not.toContain("This evening, 18:00");
});

test("on a Sunday next Monday is tomorrow, and is offered once", () => {
  expect(namesAt(2026, 10, 22, 9)).not.toContain("Next Monday, 9:00");
  const monday = snoozeTimes(new Date(2026, 10, 23, 9)).at(-1);
  expect([monday?.name, monday?.at.getDate()]).toEqual(["Next Monday, 9:00", 30]);
});

test("every time is ahead and in the reader's zone", () => {
  const now = new Date(2026, 10, 18, 9, 30);
  for (const { at } of snoozeTimes(now)) expect(at.getTime()).toBeGreaterThan(now.getTime());
  expect(
    snoozeTimes(now)
      .find(({ name }) => name.startsWith("Tomorrow"))
      ?.at.getHours(),
  ).toBe(9);
});
