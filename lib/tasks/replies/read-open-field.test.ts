import { describe, expect, test } from "vitest";
import type { FieldSpec } from "../schema";
import { readOpenField } from "./read-open-field";

const now = new Date("2026-11-29T12:00:00Z");
const field = (type: FieldSpec["type"]): FieldSpec => ({
  ...{ key: "x", label: "X", type, required: true },
  options: [
    { value: "car", label: "Car" },
    { value: "flat", label: "Rented apartment" },
  ],
});
const read = (type: FieldSpec["type"], reply: string) => readOpenField(field(type), reply, now);

describe("a reply that is nothing but the value", () => {
  test.each<[FieldSpec["type"], string, unknown]>([
    ["money", "$850", 85_000],
    ["money", "850", 85_000],
    ["money", "about 850 dollars", 85_000],
    ["money", "I think it's $1,250.50.", 125_050],
    ["date", "yesterday", "2026-11-28"],
    ["date", "last Friday", "2026-11-27"],
    ["date", "on 15 November", "2026-11-15"],
    ["date", "2026-11-15", "2026-11-15"],
    ["choice", "car", "car"],
    ["choice", "It's a car!", "car"],
    ["choice", "rented apartment", "flat"],
    ["yes_no", "Yes.", true],
    ["yes_no", "nope", false],
  ])("of type %s is read: %s", (type, reply, value) => {
    expect(read(type, reply)).toBe(value);
  });

  test.each<[FieldSpec["type"], string]>([
    ["money", "$850 and the door is broken"],
    ["money", "between 800 and 1200"],
    ["money", "$5 or $10"],
    ["money", "no idea"],
    ["money", "-5"],
    ["money", "1.250,50"],
    ["money", "druc_2026-11-29"],
    ["date", "yesterday my car was hit"],
    ["date", "tomorrow"],
    ["date", "the sun was shining"],
    ["choice", "car or apartment"],
    ["choice", "my car was hit"],
    ["yes_no", "yes but no"],
    ["text", "Main Street"],
    ["long_text", "It broke"],
  ])("of type %s is not found in: %s", (type, reply) => {
    expect(read(type, reply)).toBeUndefined();
  });
});
