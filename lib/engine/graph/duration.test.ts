import { expect, test } from "vitest";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { durationSchema, formatDuration, parseDuration, toDuration } from "./duration";

test.each([
  ["PT4H", 14_400_000, "4 hours"],
  ["PT24H", 86_400_000, "24 hours"],
  ["P1DT12H", 129_600_000, "1 day 12 hours"],
  ["P2W", 1_209_600_000, "2 weeks"],
  ["PT90M", 5_400_000, "90 minutes"],
  ["PT0.72S", 720, "0.72 seconds"],
  ["PT0S", 0, "no time"],
])("%s is %d ms, and reads as %s", (iso, ms, words) => {
  expect([parseDuration(iso), formatDuration(iso)]).toEqual([ms, words]);
});

test.each([
  "",
  "P",
  "PT",
  "4h",
  "PT4",
  "P1Y",
  "P1M",
  "-PT4H",
  "PT1H ",
  "PT4H\n",
  "P1DT",
  "P1W2D",
  `PT${"9".repeat(30)}H`,
])("%j is not a duration, and is written unchanged", (text) => {
  expect(parseDuration(text)).toBeUndefined();
  expect(formatDuration(text)).toBe(text);
});

test("milliseconds become a duration without a fraction", () => {
  for (const ms of [1, 250, 1_000, 60_000, 5_400_000, 14_400_000, 86_400_000, 172_800_000, 90_061_001])
    expect(parseDuration(toDuration(ms))).toBe(ms);
  expect([14_400_000, 5_400_000, 172_800_000].map(toDuration)).toEqual(["PT4H", "PT90M", "P2D"]);
});

test("a config takes durations above zero up to its limit", () => {
  const duration = durationSchema(86_400_000);
  for (const good of ["PT1S", "P1D"]) expect(duration.safeParse(good).success).toBe(true);
  for (const bad of ["PT0S", "P2D", "soon", 4]) expect(duration.safeParse(bad).success).toBe(false);
  expect(duration.safeParse("P2D").error?.issues[0]?.message).toBe("it is longer than 24 hours");
});

test("reads a long text in linear time", () => {
  const read = (size: number) => expect(parseDuration(`P${"1".repeat(size)}`)).toBeUndefined();
  expect(growthOf(read, 500_000)).toBeLessThan(mostLinearGrowth);
});
