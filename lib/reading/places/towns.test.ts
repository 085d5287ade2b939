import { expect, it } from "vitest";
import { readPlace } from "./places";

it.each([
  ["somebody hit my car in berlin yesterday", "Berlin"],
  ["hail hit my car, 1900 dollars in cologne", "Cologne"],
  ["in new york", "New York"],
  ["a van hit my car near austin, texas", "near Austin, Texas"],
  ["it was 2500 dollars, last friday, in tulsa", "Tulsa"],
  ["a pipe burst in 5 elm street, boston", "5 elm street, boston"],
])("finds the town of %j", (text, place) => expect(readPlace(text)).toBe(place));

it("is not a town where the word has another meaning", () => expect(readPlace("the car was in nice shape")).toBeNull());
