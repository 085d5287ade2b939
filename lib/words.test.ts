import { expect, test } from "vitest";
import { countNoun, lowerFirst, upperFirst } from "./words";

test("a first letter is made large or small", () => {
  expect(["car", "élan", "2 cars", ""].map(upperFirst)).toEqual(["Car", "Élan", "2 cars", ""]);
  expect(["Car", "Élan", "2 cars", ""].map(lowerFirst)).toEqual(["car", "élan", "2 cars", ""]);
});

test("a count has its noun in the singular or the plural", () => {
  expect([0, 1, 1_200].map((count) => countNoun(count, "session"))).toEqual([
    "0 sessions",
    "1 session",
    "1,200 sessions",
  ]);
});
