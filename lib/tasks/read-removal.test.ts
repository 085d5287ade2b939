import { describe, expect, test } from "vitest";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { factFields } from "./facts";
import { readRemoval } from "./read-removal";

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
