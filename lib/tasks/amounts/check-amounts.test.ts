import { describe, expect, test } from "vitest";
import type { FieldSpec } from "../schema";
import { checkAmounts } from "./check-amounts";

const field: FieldSpec = { key: "amount_cents", label: "Amount", type: "money", required: true };
const check = (words: string, quotes: string[], current?: number, isAsked = false) =>
  checkAmounts(field, quotes, { words, isAsked, current });

describe("an amount", () => {
  test("is taken when the model and our own reading of the words agree", () => {
    expect(check("the garage says $640", ["$640"])).toEqual({ ok: true, value: 64_000 });
    expect(check("the garage says 640 bucks", ["$640.00"])).toEqual({ ok: true, value: 64_000 });
    expect(check("640", ["640"], undefined, true)).toEqual({ ok: true, value: 64_000 });
  });

  test.each<[what: string, words: string, quotes: string[], named: string[]]>([
    ["another one than the person's", "the repair costs $2,000", ["$29"], ["$2,000.00"]],
    ["a fragment of a name", "see druc_2026-11-29, it is $2,000", ["29"], ["$2,000.00"]],
    ["none where there is one", "the repair costs $780", [], ["$780.00"]],
    ["one inside of pasted JSON", 'log: {"amount":"$5"} the repair costs $780', ["$5"], ["$5.00", "$780.00"]],
  ])("is asked about when the model proposes %s", (_what, words, quotes, named) => {
    const reading = check(words, quotes);
    expect(reading).toMatchObject({ ok: false });
    for (const amount of named) expect(reading).toMatchObject({ problem: expect.stringContaining(amount) });
  });

  test("is never a number that is not a price", () => {
    expect(check("it happened 5 days ago on Elm Street", ["5"])?.ok).not.toBe(true);
  });

  test("that the model invents is nothing, when the person named none", () => {
    expect(check("someone hit my car", ["$500"])).toBeUndefined();
    expect(check("someone hit my car", ["five hundred dollars", "$1.00"])).toBeUndefined();
  });

  test("that is known is not changed by words that name none, nor by a model that repeats it", () => {
    expect(check("it was on Main Street", ["$640"], 64_000)).toBeUndefined();
    expect(check("yes the $640 one", ["$640"], 64_000)).toEqual({ ok: true, value: 64_000 });
  });

  test("that was corrected is asked about when the model does not follow", () => {
    const reading = check("no wait, it was $604, sorry", [], 64_000);
    expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining("$604.00") });
  });

  test("of several parts is offered as their sum, with the parts shown, made by our own code", () => {
    const words = "Burglary. TV $400, laptop $900, bike $350, jacket $80";
    const quotes = ["$400", "$900", "$350", "$80"];
    const offer = {
      ok: false,
      problem: [
        "I see TV $400.00, laptop $900.00, bike $350.00 and jacket $80.00.",
        "Together that is $1,730.00. Is $1,730.00 the total you are claiming?",
      ].join(" "),
      suggestions: ["$1,730.00", "$400.00", "$900.00", "$350.00", "$80.00"],
      offer: 173_000,
      choices: {
        amounts: [
          { cents: 40_000, part: "TV" },
          { cents: 90_000, part: "laptop" },
          { cents: 35_000, part: "bike" },
          { cents: 8_000, part: "jacket" },
        ],
        isSummable: true,
      },
    };
    expect(check(words, quotes)).toEqual(offer);
    expect(check(words, ["$1,730"])).toEqual(offer);
    expect(check(words, ["$400"])).toEqual(offer);
  });

  test("of two things at the same price counts twice", () => {
    expect(check("chair $100, table $100", ["$100"])).toMatchObject({ ok: false, offer: 20_000 });
    expect(check("the garage says $100, so it is $100", ["$100"])).toEqual({ ok: true, value: 10_000 });
  });

  test("that contradicts another one of the same thing is not added up by a yes", () => {
    const reading = check("Rim is bent, 400 dollars. Actually 300 if they can straighten it.", ["400", "300"]);
    expect(reading).toMatchObject({ ok: false });
    expect(reading).not.toHaveProperty("offer");
  });

  test.each([
    "between 800 and 1200",
    "800 to 1200 dollars",
    "$800-1200",
    "from 800 to 1200 dollars",
    "800 or 1200 dollars",
  ])("given as a range is asked about, whatever the model says: %s", (range) => {
    for (const quotes of [[], ["800"], ["1200"], [range]]) {
      const reading = check(`My bumper is broken, ${range}`, quotes);
      expect(reading).toMatchObject({ ok: false, suggestions: ["$800.00", "$1,200.00"] });
      expect(reading).not.toHaveProperty("offer");
    }
  });

  test.each<[said: string, offered: string[]]>([
    ["1.250,50", ["$1,250.50"]],
    ["1 250,50", ["$1,250.50"]],
    ["1.250", ["$1,250.00", "$1.25"]],
    ["1,25", ["$1.25", "$125.00"]],
    ["$5,00", ["$5.00", "$500.00"]],
    ["three fifty", ["$350.00"]],
  ])("that can be read in more than one way is offered: %s", (said, offered) => {
    const reading = check(`The repair is ${said}`, [said]);
    expect(reading).toMatchObject({
      ok: false,
      suggestions: offered,
      offer: Math.round(Number(offered[0]?.replace(/[$,]/g, "")) * 100),
      problem: expect.stringMatching(/Do you mean \$[\d.,]+\?$/),
    });
  });

  test("in another writing that has one reading is taken", () => {
    expect(check("The repair is 1'250.50", ["1'250.50"])).toEqual({ ok: true, value: 125_050 });
  });

  test("on top of the one that is known is offered as the sum of both", () => {
    expect(check("please add $50 for the towing", ["$50"], 60_400)).toMatchObject({
      ok: false,
      suggestions: ["$654.00", "$604.00", "$50.00"],
    });
  });

  test.each([
    ["it costs -5 dollars", "negative"],
    ["it costs €640", "US dollars"],
  ])("that cannot be is asked for again: %s", (words, reason) => {
    expect(check(words, ["$640"])).toMatchObject({ ok: false, problem: expect.stringContaining(reason) });
  });
});
