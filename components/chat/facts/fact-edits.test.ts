import { expect, test } from "vitest";
import type { Fact } from "@/lib/tasks/schema";
import { describeEdits, isConflict, openEdits, postedEdits } from "./fact-edits";

const fact = (key: string, type: Fact["type"], value: Fact["value"], label = key): Fact => ({
  key,
  label,
  type,
  value,
  text: value === null ? null : String(value),
  required: false,
  sourceMessageSeq: null,
  isSummarised: false,
});
const amount = fact("amount_cents", "money", 60_400, "Amount");
const place = fact("place", "text", "Main Street", "Where");

test("a fact that changed during its edit is a conflict, unless the typed text means the same", () => {
  expect(isConflict(amount, { typed: "999", shown: "640.00" })).toBe(true);
  expect(isConflict(amount, { typed: "999", shown: "604.00" })).toBe(false);
  expect(isConflict(amount, { typed: "$604", shown: "640.00" })).toBe(false);
  expect(isConflict(amount, undefined)).toBe(false);
  expect(isConflict(place, { typed: "", shown: "Oak Street" })).toBe(true);
});

test("an edit is closed when the stored fact has its value", () => {
  const edits = { place: { typed: "Main Street", shown: "" }, amount_cents: { typed: "999", shown: "640.00" } };
  expect(Object.keys(openEdits([amount, place], edits))).toEqual(["amount_cents"]);
});

test("a refused form keeps the typed text", () => {
  const posted = {
    values: { place: "Oak Street", amount_cents: "640.00" },
    shown: { place: "", amount_cents: "640.00" },
  };
  expect(postedEdits({ ok: false, code: "conflict", message: "", fields: {}, ...posted })).toEqual({
    place: { typed: "Oak Street", shown: "" },
  });
  expect(postedEdits({ ok: true, fields: {}, ...posted })).toEqual({});
  expect(postedEdits(null)).toEqual({});
});

test("edits are described in words", () => {
  const edits = { amount_cents: { typed: "999", shown: "604.00" }, place: { typed: " ", shown: "Main Street" } };
  expect(describeEdits([amount, place], edits)).toBe("changed the amount to $999 and emptied the place");
});
