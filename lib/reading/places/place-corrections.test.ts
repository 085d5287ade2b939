import { describe, expect, test } from "vitest";
import { describeEvent } from "../story/description";
import { readPlaceInstead } from "./place-corrections";
import { readPlace } from "./places";

describe("a place that replaces the known one", () => {
  test.each([
    ["not the kitchen, the bathroom", "the bathroom"],
    ["the bathroom, not the kitchen", "the bathroom"],
    ["it was the bathroom, not the kitchen", "the bathroom"],
    ["the kitchen, no, the bathroom", "the bathroom"],
    ["the kitchen - I mean the bathroom", "the bathroom"],
    ["kitchen? no, bathroom!", "bathroom"],
    ["no, the bathroom", "the bathroom"],
    ["sorry, in the bathroom", "the bathroom"],
    ["the bathroom", "the bathroom"],
    ["it was in the bathroom", "the bathroom"],
    ["the bathroom instead of the kitchen", "the bathroom"],
    ["not in the kitchen but in the bathroom", "the bathroom"],
    ["the kitchen is wrong, it was the bathroom", "the bathroom"],
    ["I said kitchen but I meant the bathroom", "the bathroom"],
    ["change the kitchen to the bathroom", "the bathroom"],
    ["the street behind, not Main Street", "the street behind"],
    ["not Main Street, the street behind", "the street behind"],
    ["no wait, 5 Elm Street, Boston", "5 Elm Street, Boston"],
  ])("%s: %s", (text, place) => expect(readPlaceInstead(text, "the kitchen")).toBe(place));

  test.each([
    "no, the sink",
    "no, my apartment",
    "no, it was $350",
    "the bathroom ceiling fell too",
    "a pipe in the bathroom burst",
    "no, Tom",
    "not yesterday, on Monday",
    "sorry",
    "",
  ])("is not read in: %s", (text) => expect(readPlaceInstead(text, "the kitchen")).toBeNull());
});

test.each([
  ["A pipe burst in the kitchen, no, the bathroom, 300", "the bathroom", "A pipe burst in the bathroom."],
  ["A pipe burst in the kitchen, sorry, in the bathroom", "the bathroom", "A pipe burst in the bathroom."],
  ["A van hit my car on Main Street, no wait, Elm Street", "Elm Street", "A van hit my car."],
  ["A van hit my car in Boston. No, in Quincy. It was dark.", "Quincy", "A van hit my car. It was dark."],
])("a story that takes back its place tells the other one: %s", (text, place, story) => {
  expect(readPlace(text)).toBe(place);
  expect(describeEvent(text, "2026-11-29")).toBe(story);
});

test.each([
  ["in London, sorry, in Leeds a bus scraped my car, 510", "Leeds"],
  ["in the kitchen, no wait, in the bathroom a pipe burst", "the bathroom"],
  ["my car was hit in Leeds, sorry, the bus came from York", "Leeds"],
])("in %j stands %j", (text, place) => expect(readPlace(text)).toBe(place));
