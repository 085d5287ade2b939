import { describe, expect, test } from "vitest";
import { findAmounts } from "@/lib/reading/claimed-amounts/find-amounts";
import type { FieldSpec } from "../schema";
import { checkAmounts } from "./check-amounts";

const field: FieldSpec = { key: "amount_cents", label: "Amount", type: "money", required: true };
/** The result for a text when a model quotes the amounts that the demo model reads. */
const check = (words: string, current?: number, isAsked = false) =>
  checkAmounts(field, findAmounts(words, isAsked), { words, isAsked, current });

describe("amounts that are in doubt are asked about, without a sum", () => {
  test.each([
    "Broken headlight, at least 300 but no more than 450",
    "Broken headlight, no less than 200 and no more than 350",
    "Broken headlight, minimum 200, maximum 350",
    "Pipe burst, the plumber said 350 but I think 300 is enough",
    "My phone broke, it cost me 600 new but a used one is 350",
    "Door dented, garage wants 400 but I only claim 300",
    "Door dented. Garage A says 300, garage B says 350",
    "Door dented. Estimate 800, deductible 200, so I want 600",
    "Scratched car, my brother paid 90 for polishing last year, the garage wants 310",
    "1st repair was 500, this one 620",
    "5 roof tiles broke at $40 a piece, that makes $210",
    "4 hours x 45 + 120 for the glass",
    "20 floor boards, $15 per board plus $100 labour",
    "2 phones at 400 each and a tablet for 250",
    "2 x 300 for phones, 150 for a watch",
    "2x300 for phones, 150 for a watch",
    "mower 250, two bicycles 300 each, tools 120",
    "oven 400, hood 250, and 3 cupboards at 120 each",
    "bumper $500, towing $120, rental car 3 days at $40",
    "bumper $500, rental car $40 a day for 3 days",
    "fence 320 and the shed roof 210, less 100 that the neighbour paid",
    "fence 320, minus 20 for scrap",
    "fence 320, but 50 off for scrap",
    "Total 480, of which the other driver already paid 180",
    "TV 380 less 50 voucher",
    "The storm broke my window. Please don't pay more than 200",
    "bumper 500, bumper and headlight 700",
    "bumper $500, hood $300 and I already claimed $200",
    "12 tiles a 20 dollars",
    "half of 800",
    "The damage to my car is 1000 dollars, I am claiming half",
    "twice 150",
    "My window 300 (was 250 before)",
    "The window 300 incl. 50 tax",
    "My TV 400 from 2019, laptop 900",
    "fence 320, got 100 back from the shop",
    "fence 320, I sold the wood for 40",
    "fence 320, I'll cover 100 of it",
    "fence 320 minus my share of 100",
    "fence 320, discount 10%",
    "20% of 1000",
    "The damage to my car is 1000 dollars, I want 20% off",
    "300 plus 57 tax",
    "$300 + 19% tax",
    "somewhere near 500 if the frame is ok, else 900",
  ])("%s", (words) => {
    const reading = check(words);
    expect(reading).toMatchObject({
      ok: false,
      problem: expect.stringMatching(
        /^(?:I see|You wrote) .*\$.* What is the total you are claiming, in US dollars\?$/,
      ),
    });
    expect(reading).not.toHaveProperty("offer");
    expect(reading?.ok === false && reading.problem).not.toMatch(/Together|st repair|least|think|paid|more than|by \$/);
  });
});

describe("one amount is taken", () => {
  test.each([
    ["2 hours at 55 plus 70 parts, in total $180", 180],
    ["12 slates came off the roof, a roofer takes 50 apiece which is 600 dollars", 600],
    ["My fence blew over in the storm, 6 panels at $90 each = $540", 540],
    ["205/55R16 tire, 140 dollars each, 2 of them, 280 total", 280],
    ["storm broke 3 windows, each 200 dollars, total 600 dollars", 600],
    ["My 4x4 was hit, 700 dollars", 700],
    ["replace 450 by 480", 480],
    ["480 instead of 450", 480],
    ["Not 4500, the bumper costs 450", 450],
  ])("%s", (words, dollars) => {
    expect(check(words)).toEqual({ ok: true, value: dollars * 100 });
  });
});

describe("an amount beside the known one", () => {
  test.each([
    [190, "And they took a ring worth 800", 990],
    [700, "and the wall 300", 1000],
    [190, "it's 50 more", 240],
    [700, "the fridge 300 as well", 1000],
    [700, "they also took my laptop, 300", 1000],
    [700, "oh wait, the lamp broke too, 50 dollars", 750],
    [800, "and a ring worth 800", 1600],
  ])("of %s is added to it, when asked: %s", (known, words, sum) => {
    expect(check(words, known * 100)).toMatchObject({ ok: false, offer: sum * 100 });
  });

  test.each([
    [700, "the wall 300"],
    [700, "no, the wall was 300"],
    [640, "minus 50 dollars"],
    [640, "it is 50 dollars less"],
    [640, "take off 50"],
    [640, "reduce it by 50"],
    [640, "it goes up by 50"],
    [640, "the other driver paid 100"],
    [640, "100 was paid by the neighbour"],
    [190, "and a TV 400, a laptop 300"],
    [190, "and 300 dollars"],
  ])("of %s is asked about: %s", (known, words) => {
    const reading = check(words, known * 100);
    expect(reading).toMatchObject({ ok: false, problem: expect.stringContaining(`I see $${known}.00`) });
    expect(reading).not.toHaveProperty("offer");
  });

  test.each([
    ["no wait, it was $604", 604],
    ["actually 480", 480],
    ["480 instead of 450", 480],
    ["make it 500", 500],
    ["the garage says $650 now", 650],
    ["it is $500", 500],
    ["and in total 900 dollars", 900],
  ])("replaces it as a correction: %s", (words, dollars) => {
    expect(check(words, 450_00)).toEqual({ ok: true, value: dollars * 100 });
  });
});

test.each(["2.5", "it is 2.5"])("%s is two dollars or thousands: asked about", (words) => {
  const reading = check(words, undefined, true);
  expect(reading).toMatchObject({ ok: false, suggestions: ["$2,500.00", "$2.50"] });
  expect(reading).not.toHaveProperty("offer");
  expect(check("$2.50", undefined, true)).toEqual({ ok: true, value: 250 });
});

describe("the prices of a list of things are added up", () => {
  test.each([
    ["TV 400, laptop 900, bike 350", 1650],
    ["sofa 400 and carpet 300", 700],
    ["$500 for the door and $200 for the lock", 700],
    ["The washing machine 500, the fridge was 300 and two chairs 80", 880],
  ])("%s", (words, dollars) => {
    expect(check(words)).toMatchObject({ ok: false, offer: dollars * 100 });
  });
});
