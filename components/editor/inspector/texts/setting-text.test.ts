import { expect, test } from "vitest";
import { settingKeyOf, settingText } from "./setting-text";

test("distinguishes a setting from a value", () => {
  expect(settingKeyOf({ setting: "limit" })).toBe("limit");
  for (const value of [1, "limit", null, undefined, { setting: 1 }, { setting: "a", more: 1 }])
    expect(settingKeyOf(value)).toBeUndefined();
});

test("shows a setting with its value", () => {
  expect(settingText({ key: "limit", label: "Limit", type: "money", value: 100_000 })).toBe("Limit ($1,000)");
  expect(settingText({ key: "time", label: "Time", type: "duration", value: "PT4H" })).toBe("Time (4 hours)");
});
