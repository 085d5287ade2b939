import { describe, expect, test } from "vitest";
import { describeEvent } from "../story/description";
import { readPlace } from "./places";

describe("where a person was is not where the damage was:", () => {
  test.each([
    "A pipe burst, I was at work when it happened",
    "Someone broke my window, I was at home asleep",
    "Someone scratched my car while I was at work",
    "Someone scratched my car, I was at home asleep",
    "While I was on holiday in Spain my boiler exploded",
    "My roof leaked while we were in Florida",
    "I was in Chicago on business when the storm broke my roof",
    "we were at my parents' house when the washing machine leaked",
    "I was at the gym and when I came back my car had a dent",
    "While staying at a hotel in Rome my boiler exploded",
    "I live in Boston. A van hit my car",
    "I work at the airport. My car was scratched",
    "I was on 5th Avenue shopping when my boiler exploded",
  ])("%s", (text) => {
    expect(readPlace(text)).toBeNull();
    expect(describeEvent(text, "2026-11-29")).toBe(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
  });
});

describe("another place is read beside it, and one where both were:", () => {
  test.each([
    ["I was at work when it happened. A pipe burst in my apartment", "my apartment"],
    ["While I was on holiday in Spain a pipe burst in my kitchen", "my kitchen"],
    ["My basement flooded while we were in Florida", "the basement"],
    ["I was at the red light on Oak and 3rd when a van hit me", "Oak and 3rd"],
    ["I was in the parking lot of the mall when a truck hit my car", "the parking lot of the mall"],
    ["I was on Main Street when a van hit me", "Main Street"],
    ["I was in Boston when a van hit me", "Boston"],
    ["I was driving on the A9 when a stone broke my windshield", "the A9"],
    ["I was in the kitchen when the pipe burst", "the kitchen"],
    ["My car was at the mall when someone scratched it", "the mall"],
    ["My car was parked outside my house while I was in the hospital", "outside my house"],
    ["I live in 5 Elm Street, Boston, and a pipe burst", "5 Elm Street, Boston"],
  ])("%s: %s", (text, place) => expect(readPlace(text)).toBe(place));

  test("and what happened stays a sentence", () => {
    expect(describeEvent("I was on Main Street when a van hit me", "2026-11-29")).toBe(
      "I was on Main Street when a van hit me.",
    );
    expect(describeEvent("I live in 5 Elm Street, Boston, and a pipe burst", "2026-11-29")).toBe("A pipe burst.");
  });
});
