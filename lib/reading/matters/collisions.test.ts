import { describe, expect, test } from "vitest";
import { readConcepts } from "./concepts";
import { severalDamages } from "./several-damages";

describe("a vehicle that hit another person's property is only a damage of the vehicle:", () => {
  test.each([
    "My car slid and hit a garage door",
    "my car hit a lamp post",
    "my truck hit a gate",
    "I drove into the wall of the supermarket",
    "My car rolled into the neighbour's fence",
    "I hit my neighbor's garage door with my car",
    "I reversed into a wall of the house next door",
    "I crashed into a house, my hood is bent",
    "my car hit the garage door of a friend",
    "I scraped my car on the garage wall",
    "I drove my van into the garage, the roof of the van is dented",
    "the garage door fell on my car",
  ])("%s", (text) => {
    const { vehicle, home } = readConcepts(text);
    expect({ isCar: vehicle.score > home.score + 1, isBoth: severalDamages(text) }).toEqual({
      isCar: true,
      isBoth: false,
    });
  });
});

describe("the claimant's vehicle against their own home is two damages:", () => {
  test.each([
    "I backed my car into my own fence",
    "I backed into my garage door, the bumper is dented",
    "I drove my car into my garage door, both broken",
    "my car crashed into my living room wall, both are damaged",
    "My son crashed my car into our mailbox and fence",
    "My car and my garage door are damaged",
    "A tree fell on my car and on the roof of my house. Car 900, roof 4,000",
    "hail broke my windshield and my kitchen window",
  ])("%s", (text) => expect(severalDamages(text)).toBe(true));
});

describe("only the home is damaged:", () => {
  test.each([
    "a truck hit my fence",
    "Someone drove his car into my fence",
    "a car crashed into my living room",
    "the neighbour's car hit my garage door",
    "drove my jeep into my garage door. the jeep is fine",
  ])("%s", (text) => {
    const { vehicle, home } = readConcepts(text);
    expect({ isHome: home.score > vehicle.score, isBoth: severalDamages(text) }).toEqual({
      isHome: true,
      isBoth: false,
    });
  });
});

test.each([
  "A tree fell between my car and my house",
  "A branch came down between our house and our van, my mirror broke",
])("what only stood beside it was not hit: %s", (text) => expect(severalDamages(text)).toBe(false));

test("a vehicle that is parked in its garage drives against nothing", () => {
  expect(severalDamages("I backed my car into my garage and found the tire flat")).toBe(false);
});
