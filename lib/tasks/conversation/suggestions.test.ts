import { expect, test } from "vitest";
import type { FieldSpec } from "../schema";
import { confirmReplies, suggestionsFor } from "./suggestions";

const field = (type: FieldSpec["type"], more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ key: "fact", label: "Fact", type, required: true },
  ...more,
});

test("quick replies fit the type of the field", () => {
  const options = [{ value: "car", label: "Car" }];
  expect(suggestionsFor(field("yes_no"))).toEqual(["Yes", "No"]);
  expect(suggestionsFor(field("choice", { options }))).toEqual(["Car"]);
  expect(suggestionsFor(field("money"))).toEqual(["I do not know yet"]);
  expect(suggestionsFor(field("money", { required: false }))).toEqual([]);
  expect([suggestionsFor(field("text")), suggestionsFor(undefined)]).toEqual([[], []]);
});

test("a confirmation offers a yes and a no, and “not known” while it asks for more", () => {
  expect(confirmReplies(false)).toEqual(["Yes, that is right", "Something is not right"]);
  expect(confirmReplies(true)).toEqual(["Yes, that is right", "I do not know", "Something is not right"]);
});
