import { expect, test } from "vitest";
import { allStems, insuredThing, readTopic, stemOf } from "./topic";

test.each([
  ["flooding", "floods"],
  ["tyres", "tyre"],
  ["glasses", "glass"],
  ["policies", "policy"],
  ["towed", "towing"],
  ["pets", "pet's"],
  ["scratches", "scratched"],
])("%j and %j are one word", (one, other) => {
  expect(stemOf(one)).toBe(stemOf(other));
});

test("“hailing” a ride is not hail", () => {
  expect(stemOf("hailing")).not.toBe(stemOf("hail"));
});

test.each<[string, string]>([
  ["do you cover flooding?", "flood flooding"],
  ["somebody broke into my house", "burglary"],
  ["is a break-in covered?", "burglary"],
  ["I was rear-ended", "collision impact of vehicles"],
  ["do you cover a hit-and-run?", "collision impact of vehicles hit fled hit and run"],
  ["what if the other driver has no insurance?", "uninsured"],
  ["how quickly must I report it?", "report"],
  ["Is theft of catalytic converters covered?", "theft catalytic converters"],
  ["what is my excess for glass?", "deductible excess glass"],
  ["is my suitcase insured?", "luggage suitcase"],
  ["does the policy pay for a rental car?", "replacement vehicle"],
  ["Is my phone covered if I drop it?", "phone"],
  ["am I covered if my son was driving?", "driver named"],
  ["Am I covered for this kind of damage?", ""],
  ["is my car insured?", ""],
  ["what do you cover?", ""],
])("%j is about %j", (question, query) => {
  expect(readTopic(question).query).toBe(query);
});

test("a term of several words is one word of the topic", () => {
  const { words } = readTopic("a courtesy car");
  expect(words).toHaveLength(1);
  const stems = allStems("A replacement vehicle is provided");
  expect(words[0]?.[0]?.every((stem) => stems.has(stem))).toBe(true);
});

test("says whether words are about a vehicle or a home, but not for both", () => {
  expect(insuredThing("Motor insurance terms")).toBe("vehicle");
  expect(insuredThing("Home insurance terms")).toBe("home");
  expect(insuredThing("General terms")).toBeUndefined();
  expect(insuredThing("my car hit my house")).toBeUndefined();
});

test("of a long text only the beginning is read", () => {
  for (const part of ["rental car ", "premium ", "wear and ", "e-", "'s ", "\u0000", "{{", "son else was "]) {
    const text = part.repeat(100_000);
    expect(readTopic(text)).toEqual(readTopic(text.slice(0, 4_000)));
  }
});
