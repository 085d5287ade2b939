import { describe, expect, test } from "vitest";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { factFields } from "../schema";
import { deniesFact, readRemoval } from "./read-removal";

const fields = factFields(insuranceClaims.tasks.find(({ kind }) => kind === "confirm")?.config ?? {});
const read = (text: string) => readRemoval(fields, text).map(({ key }) => key);

describe("a wish to forget a fact", () => {
  test.each([
    ["remove the date", ["incident_date"]],
    ["Please delete the place.", ["place"]],
    ["forget the place", ["place"]],
    ["can you take out the location please?", ["place"]],
    ["the date is wrong, remove it", ["incident_date"]],
    ["Leave the address out", ["place"]],
    ["clear the date and the place", ["incident_date", "place"]],
    ["remove the amount", ["amount_cents"]],
    ["erase the description", ["description"]],
    ["I am not sure about the date, leave it out", ["incident_date"]],
    ["I don't remember the date, remove it", ["incident_date"]],
    ["I'm unsure about the place, better leave it out", ["place"]],
  ])("%j names %j", (text, keys) => {
    expect(read(text)).toEqual(keys);
  });

  test.each([
    "forget it, cancel everything",
    "forget it",
    "the place is Main Street",
    "I had to remove the car from the place where it burned",
    "they removed the bumper on that date",
    "remove the date, it was yesterday",
    "delete my claim",
    "the date",
    "",
  ])("%j is a message to read", (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe("words about a known fact", () => {
  const denies = (key: string, known: string, text: string) => {
    const field = fields.find((one) => one.key === key);
    return field !== undefined && deniesFact(field, known, text, "2026-11-29");
  };

  test.each([
    ["place", "Mill Lane", "Mill Lane is wrong"],
    ["place", "Mill Lane, Leeds", "no, it was not in Mill Lane"],
    ["place", "Mill Lane", "the place isn't right, sorry"],
    ["place", "Mill Lane", "please remove Mill Lane"],
    ["place", "my kitchen", "it wasn't in the kitchen"],
    ["incident_date", "2026-11-28", "it was not yesterday"],
    ["incident_date", "2026-11-28", "it didn't happen on the 28th"],
    ["incident_date", "2026-11-28", "the date is incorrect"],
    ["incident_date", "2026-11-28", "Yesterday is wrong."],
  ])("deny the %s %j: %j", (key, known, text) => expect(denies(key, known, text)).toBe(true));

  test.each([
    ["place", "Mill Lane", "is Mill Lane wrong?"],
    ["place", "Mill Lane", "Mill Lane is right"],
    ["place", "Mill Lane", "the amount is wrong"],
    ["place", "Mill Lane", "it was not Oak Street"],
    ["place", "Mill Lane", "the date is wrong, it was in Mill Lane"],
    ["incident_date", "2026-11-28", "it was not on Monday"],
    ["incident_date", "2026-11-28", "not 500, it was yesterday"],
    ["incident_date", "2026-11-28", "they did not pay"],
  ])("leave the %s %j: %j", (key, known, text) => expect(denies(key, known, text)).toBe(false));
});
