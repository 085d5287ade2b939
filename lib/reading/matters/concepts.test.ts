import { expect, it } from "vitest";
import { damagedThings, readConcepts, tellsEvent } from "./concepts";

const conceptIn = (text: string) => {
  const { vehicle, home } = readConcepts(text);
  return vehicle.score === home.score ? "neither" : vehicle.score > home.score ? "vehicle" : "home";
};

it.each([
  ["somebody backed into my Golf", "vehicle"],
  ["the washing machine leaked", "home"],
  ["my car was parked outside my house and got hit", "vehicle"],
  ["the storm broke two windows", "home"],
  ["my car is fine, but my kitchen flooded", "home"],
  ["my windsheild is cracked", "vehicle"],
  ["I want to make a claim", "neither"],
  ["", "neither"],
])("%j is about a %s", (text, concept) => expect(conceptIn(text)).toBe(concept));

it("names the words that it found", () => expect(readConcepts("my bumper").vehicle.words).toEqual(["bumper"]));

it("knows each damaged thing", () => {
  expect(damagedThings("it smashed my car. It flooded my kitchen").sort()).toEqual(["home", "vehicle"]);
  expect(damagedThings("hello")).toEqual([]);
});

it("knows an event, also a misspelt one", () => {
  expect(["a pipe burst", "it got scrached", "my car", ""].map(tellsEvent)).toEqual([true, true, false, false]);
});
