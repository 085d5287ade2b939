import { expect, it } from "vitest";
import { beginsStreet, isHouseNumber, isProper, isStreetName, nounPhrase } from "./place-names";

it.each([
  ["the kitchen when it broke", "the kitchen"],
  ["the car park of the mall yesterday", "the car park of the mall"],
  ["Fifth and Pine", "Fifth and Pine"],
  ["my sister's place", "my sister's place"],
  ["the drive through", "the drive through"],
  ["exit 12", "exit 12"],
])("%j names a place", (text, place) => expect(nounPhrase(text)).toBe(place));

it.each(["", "November 12", "Black Friday", "the 14th", "11/12/2026", "the roof of my house", "trouble", "in the end"])(
  "%j names no place",
  (text) => expect(nounPhrase(text)).toBeNull(),
);

it("knows names, streets and house numbers", () => {
  expect(["Elm", "Saint-Denis", "Monday", "Toyota", "elm"].map(isProper)).toEqual([true, true, false, false, false]);
  expect(["Hafenstrasse", "Kerkstraat", "Boston"].map(isStreetName)).toEqual([true, true, false]);
  expect(["Via", "rue", "Ul.", "Oak"].map(beginsStreet)).toEqual([true, true, true, false]);
  expect(["12", "221B", "12-14", "1.5", "B2"].map(isHouseNumber)).toEqual([true, true, true, false, false]);
});
