import { expect, it } from "vitest";
import { isOfOtherEvent } from "./other-events";

const isOther = (text: string, day: string): boolean => {
  const start = text.indexOf(day);
  return isOfOtherEvent(text, { start, end: start + day.length });
};

it.each([
  ["I moved in on Friday, and yesterday the pipe burst", "Friday"],
  ["bought the car on Monday. It was hit yesterday", "Monday"],
])("the day of %j is of another event", (text, day) => expect(isOther(text, day)).toBe(true));

it.each([
  ["I moved in on Friday, and yesterday the pipe burst", "yesterday"],
  ["the parked car was hit on Monday", "Monday"],
  ["on Monday", "Monday"],
])("the day of %j may be of the damage", (text, day) => expect(isOther(text, day)).toBe(false));
