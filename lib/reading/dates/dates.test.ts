import { describe, expect, it, test } from "vitest";
import { describeEvent } from "../story/description";
import { findDays, findImpossibleDays, readDate, tellsFuture } from "./dates";

// Sunday.
const today = "2026-11-29";

describe("a day", () => {
  it.each([
    "a second car hit mine",
    "we may have a leak",
    "it may second-guess",
    "a second later it fell",
    "the march of ants ruined the floor",
    "the car stood in the sun",
    "the car sat in the yard",
    "sun damage on the roof",
    "the quote comes by Monday",
  ])("is not what is a word first: %j", (text) => expect(readDate(text, today)).toBeNull());

  it.each([
    ["wet from above since fri, plumber wants 300", "2026-11-27"],
    ["hail on 11/12/2026 near Austin", "2026-11-12"],
    ["on the second of March it broke", "2026-03-02"],
    ["may 3 the pipe broke", "2026-05-03"],
    ["on Sun it broke", "2026-11-29"],
    ["2 hours ago a van hit me", "2026-11-29"],
  ])("is read: %j", (text, day) => expect(readDate(text, today)).toBe(day));

  it.each([
    ["hit last nite by a bus", ["last nite"]],
    ["it was 15.11. and also on 5.11.26 ok", ["15.11.", "5.11.26"]],
    ["yesteday evening a deer ran", ["yesteday evening"]],
    ["since fri, the wall is wet", ["fri"]],
    ["I bought it on 3 May and yesterday it broke", ["yesterday"]],
  ])("is found where it stands, however it is spelt: %j", (text, words) => {
    expect(findDays(text, today).map(({ start, end }) => text.slice(start, end))).toEqual(words);
  });
});

describe("a day that is none", () => {
  it.each(["on 11/31 a pipe burst", "Nov 31st", "31 November", "the 30th of February", "2/30/2026", "Feb 30, 2026"])(
    "is found: %j",
    (text) => {
      expect(findImpossibleDays(text)).toHaveLength(1);
      expect(readDate(text, today)).toBeNull();
    },
  );
  it.each(["11/30", "31/10/2026", "24/7", "16/32 screws", "Nov 30th", "in May 2026", "may 50 of them", "29 Feb"])(
    "is not seen where one is, or a number: %j",
    (text) => expect(findImpossibleDays(text)).toEqual([]),
  );
});

describe("a day to come", () => {
  it.each(["On December 15, 2026 a van hit my car", "tomorrow a van hit my car", "tomorrow", "on 2027-01-03"])(
    "is told: %j",
    (text) => expect(tellsFuture(text, today)).toBe(true),
  );
  it.each([
    "a van hit my car yesterday",
    "a van hit my car, the garage can fix it tomorrow",
    "hit by a bus, repair is next week",
    "on December 15 a van hit my car",
  ])("is not told: %j", (text) => expect(tellsFuture(text, today)).toBe(false));
});

test.each([
  ["the kitchen was flooded on satuday", "2026-11-28"],
  ["hit on thrusday", "2026-11-26"],
  ["a van hit me on mondey", "2026-11-23"],
  ["last sunady", "2026-11-22"],
])("reads the misspelt day of the week in %j", (text, day) => expect(readDate(text, today)).toBe(day));

test.each(["on tuesdays", "at midday", "someday", "sundry things broke"])("reads no day of the week in %j", (text) =>
  expect(readDate(text, today)).toBeNull(),
);

test.each(["My car was hit next Christmas", "my car was hit next Thanksgiving day", "hail dented it next Easter"])(
  "%j is of a day to come",
  (text) => {
    expect(tellsFuture(text, today)).toBe(true);
    expect(describeEvent(text, today)).not.toMatch(/next/i);
  },
);
