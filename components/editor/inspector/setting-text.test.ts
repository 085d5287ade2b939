import { expect, test } from "vitest";
import { settingDefinitionSchema } from "@/lib/engine";
import { asReference, settingKeyFor, settingText } from "./setting-text";

test("tells a setting from a value", () => {
  expect(asReference({ setting: "limit" })).toBe("limit");
  for (const value of [1, "limit", null, undefined, { setting: 1 }, { setting: "a", more: 1 }])
    expect(asReference(value)).toBeUndefined();
});

test("says a setting with its value", () => {
  expect(settingText({ key: "limit", label: "Limit", type: "money", value: 100_000 })).toBe("Limit ($1,000)");
  expect(settingText({ key: "time", label: "Time", type: "duration", value: "PT4H" })).toBe("Time (4 hours)");
});

test.each(["Answer due within", "100 % of it", "Größe", "", "x".repeat(90)])(
  "makes a key of %j that fits and is free",
  (label) => {
    const first = settingKeyFor(label, []);
    const second = settingKeyFor(label, [{ key: first }]);
    expect(second).not.toBe(first);
    for (const key of [first, second]) expect(settingDefinitionSchema.shape.key.safeParse(key).success).toBe(true);
  },
);
