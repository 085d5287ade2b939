import { describe, expect, test } from "vitest";
import { readChoice } from "./choose-amount";
import type { AmountChoices } from "./offers";

const choices = (isSummable: boolean, ...amounts: [dollars: number, part?: string][]): AmountChoices => ({
  amounts: amounts.map(([dollars, part = ""]) => ({ cents: dollars * 100, part })),
  isSummable,
});
const range = choices(false, [800], [1200]);
const two = choices(true, [320], [450]);
const turned = choices(true, [450], [320]);
const thousands = choices(false, [2000], [3000]);
const list = choices(true, [400, "TV"], [900, "laptop"], [350, "bike"]);
const listOffer = 1650_00;

describe("a reply chooses one of the amounts that the question named", () => {
  test.each<[string, AmountChoices, number]>([
    ["the higher one", range, 1200],
    ["The higher one, please.", range, 1200],
    ["I'd go with the bigger amount", range, 1200],
    ["the upper end", range, 1200],
    ["the max", range, 1200],
    ["the more expensive one", range, 1200],
    ["the less expensive one", range, 800],
    ["the cheapest", range, 800],
    ["the lower", range, 800],
    ["the smaller of the two", range, 800],
    ["lower one, not the higher", range, 800],
    ["the first", two, 320],
    ["the first one", turned, 450],
    ["the former", turned, 450],
    ["no, the second one", two, 450],
    ["2nd", two, 450],
    ["the latter", turned, 320],
    ["the last one", list, 350],
    ["the third", list, 350],
    ["option 2", two, 450],
    ["number one", turned, 450],
    ["option b", two, 450],
    ["the highest", list, 900],
    ["the 450 one", two, 450],
    ["the second, so 450", two, 450],
    ["only the laptop", list, 900],
    ["just the TV please", list, 400],
    ["3", thousands, 3000],
    ["2 then", thousands, 2000],
    ["let's say 3", thousands, 3000],
    ["both", choices(true, [320], [450]), 770],
    ["all of them", list, 1650],
  ])("%s", (reply, named, dollars) => {
    const value = named === list ? listOffer : 770_00;
    expect(readChoice(reply, { choices: named, value })).toEqual({ ok: true, value: dollars * 100 });
  });
});

describe("a reply that may choose one is asked about", () => {
  test.each<[string, AmountChoices, number]>([
    ["closer to the higher one", range, 1200],
    ["the higher one?", range, 1200],
    ["not the higher one", range, 800],
    ["the middle", range, 1000],
    ["the middle one", list, 400],
    ["2.5", thousands, 2500],
    ["2,5", thousands, 2500],
    ["$3", thousands, 3000],
    ["around 3", thousands, 3000],
    ["3", choices(false, [200], [300]), 300],
    ["12", choices(false, [800], [1200]), 1200],
    ["15", choices(false, [10_000], [20_000]), 15_000],
    ["both", two, 770],
    ["the TV and the bike", list, 750],
  ])("%s", (reply, named, dollars) => {
    expect(readChoice(reply, { choices: named })).toMatchObject({ ok: false, offer: dollars * 100 });
  });

  test.each<[string, AmountChoices, RegExp]>([
    ["neither", two, /^All right\. What is the total you are claiming/],
    ["none of them", two, /^All right\. What is the total/],
    ["something else", two, /^All right\. What is the total/],
    ["both", range, /Which one shall it be: \$800\.00 or \$1,200\.00\?$/],
    ["whichever", two, /^Only you can say/],
    ["doesn't matter", two, /^Only you can say/],
    ["you decide", two, /^Only you can say/],
    ["7", thousands, /“7” may be \$7,000\.00 or \$7\.00/],
  ])("without an amount that a yes takes: %s", (reply, named, problem) => {
    const reading = readChoice(reply, { choices: named });
    expect(reading).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
    expect(reading).not.toHaveProperty("offer");
  });
});

test.each([
  "500",
  "$2,500",
  "the garage called me",
  "the first garage was rude",
  "which is the higher one?",
  "3k",
  "3 thousand",
  "the second and the first",
  "yes",
  "the sofa",
  "",
])("says nothing about the choice, or names an amount of its own: %s", (reply) => {
  expect(readChoice(reply, { choices: two })).toBeUndefined();
});

test("nothing is chosen where nothing was named", () => {
  expect(readChoice("the first", {})).toBeUndefined();
});
