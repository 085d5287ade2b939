import { describe, expect, it } from "vitest";
import { parseAmount } from "@/lib/reading/amounts/parse-amount";
import { findAmounts } from "./find-amounts";

type Case = [text: string, claimed: number[]];

function claimed(text: string): unknown[] {
  return findAmounts(text).map((quote) => {
    const reading = parseAmount(quote);
    return reading.ok ? reading.cents / 100 : reading.problem;
  });
}

describe("a correction", () => {
  it.each<Case>([
    ["tail light smashed, $1,200. oops typo sorry, i meant $120", [120]],
    ["its $450.. no wait thats only the paint, the whole repair is 1,450 dollars", [1450]],
    ["damage is $600. Correction: the plumber called back, it is $1,600 now", [1600]],
    ["shop wrote $380. Sorry, wrong paper, it's $830.", [830]],
    ["quoted 410 for the patio door. Scratch that, 470 with the frame", [470]],
    ["tailgate, 15,000. whoops extra zero, 1,500", [1500]],
    ["I told you $300 but that was a mistake. The correct figure is $430.", [430]],
    ["drywall guy says 275. wait no 725 i read it backwards", [725]],
    ["estimate 3400 for the floor. UPDATE: the restorer now asks 3900", [3900]],
    ["originally $640 for the sunroof, but the final invoice came to $712.35", [712.35]],
    ["six hundred dollars. No. Seven hundred.", [700]],
    ["quote is 800... sorry no, just checked the email, its 1250", [1250]],
    ["panel was $900. No sorry, that includes the neighbor's. Mine is 520.", [520]],
    ["the gate is 430, sorry, just checked, it's 390", [390]],
    ["I said 500. oops, read the invoice again, it says 1,100", [1100]],
  ])("takes the place of what came before: %j", (text, amounts) => expect(claimed(text)).toEqual(amounts));

  it.each<Case>([
    ["Rim is bent, 400 dollars. Actually 300 if they can straighten it.", [400, 300]],
    ["$2,500 for the grille, actually $250", [2500, 250]],
    ["repair is $8,000. Please change it to $800 in the system.", [8000, 800]],
    ["the shop says $1,300, but maybe it should be $900, not sure", [1300, 900]],
    ["The bill was $1,450. Or was it $1,540?", [1450, 1540]],
  ])("is not a correction when only a vague word would make the claim smaller: %j", (text, amounts) =>
    expect(claimed(text)).toEqual(amounts),
  );

  it("takes a higher amount after a vague word", () => {
    expect(claimed("windshield is $250, actually $290 with the calibration")).toEqual([290]);
  });

  it.each<Case>([
    ["plumber 180 dollars. oops forgot the drywall: another 220", [180, 220]],
    ["mirror $400. Sorry no photos yet. The door is $300", [400, 300]],
    ["Sorry to bother you again. The tank burst. Bill: $1,080.", [1080]],
  ])("is not seen where one thing more is named, or nothing: %j", (text, amounts) =>
    expect(claimed(text)).toEqual(amounts),
  );
});

describe("a total", () => {
  it.each<Case>([
    ["I'm claiming $700. The damage happened Tuesday. Total amount claimed: $1,900.", [700, 1900]],
    ["sofa $700 and rug $200. Total claim $1,500.", [700, 200, 1500]],
    ["parts $300, labor $250, total $550", [550]],
    ["hood 400, bumper 350, light 120 - total comes to 870", [870]],
    ["Total: $400. That includes $120 for the tow.", [400]],
    ["$850 plus tax, total $918", [918]],
  ])("stands only for parts that add up or are named so: %j", (text, amounts) =>
    expect(claimed(text)).toEqual(amounts),
  );
});

describe("what is not a claim", () => {
  it.each<Case>([
    ["Last year you paid me $2,000 for the hail damage, that one is closed. This time the light is $460.", [460]],
    ["In 2024 you settled $1,100 for my bike. Now the new floor is $780.", [780]],
    ["My previous claim (closed, $3,400 for the water damage) is not this. The glass is $165.", [165]],
    ["two years ago insurance paid out 5k for hail. this time one dent, 350", [350]],
    ["I got 600 from you guys back in May. Now the wing mirror, 240 dollars", [240]],
    ["You paid my neighbor $900 for the same storm. My gutter costs 410 to replace.", [410]],
  ])("leaves out money of earlier cases: %j", (text, amounts) => expect(claimed(text)).toEqual(amounts));

  it.each<Case>([
    ["building from 1962, boiler burst, 1,480 dollars", [1480]],
    ["Renovated in 2019. Dishwasher leak, quote 1,650.", [1650]],
    ["neighbor from 803 let the tub overflow, painter says 380", [380]],
    ["a rock came from exit 14, new windscreen 310", [310]],
    ["the repair costs from 2000 to 2500", [2500]],
  ])("leaves out years and other numbers after from: %j", (text, amounts) => expect(claimed(text)).toEqual(amounts));

  it.each<Case>([
    ["Kawasaki Ninja 650. New fairing and lever, six hundred and forty dollars", [640]],
    ["my bike got hit, KTM Duke 390. footpeg and mirror, 210 dollars", [210]],
    ["Triumph Bonneville 865, rear ended, exhaust 700", [700]],
    ["Chevy Silverado 2500 mirror, 310 dollars", [310]],
    ["rear ended on the 405, bumper and trunk, around 3.2k", [3200]],
    ["took the 710 home, someone clipped me, 820 to fix", [820]],
    ["405 north, a semi took my mirror. 380", [380]],
    ["my silverado was in the hail, 2500 to fix", [2500]],
    ["just pay the 475", [475]],
  ])("leaves out the names of vehicles and roads: %j", (text, amounts) => expect(claimed(text)).toEqual(amounts));

  it.each<Case>([
    ["hit by cart 212 and my hood is scratched, $330", [330]],
    ["sofa 400 and carpet 300 dollars", [400, 300]],
    ["bumper 400, light $250 and paint 300", [400, 250, 300]],
  ])("leaves out a bare number beside a marked amount, unless it is in the same list: %j", (text, amounts) =>
    expect(claimed(text)).toEqual(amounts),
  );

  it.each<Case>([
    ["My car got totaled on the 8th (2014 Malibu, 112,000 miles). Kelley Blue Book value is $7,950", [7950]],
    ["my motorcycle was stolen, market value 4,200", [4200]],
    ["the shed burned down, its current value was $1,300", [1300]],
    ["my car was dented. Kelley Blue Book value is $7,950", []],
    ["someone dented my car, book value is $7,950, repair 600", [600]],
    ["the car was not totaled, KBB value $9,000, fender $700", [700]],
    ["radio stolen from my car, car's market value is $9,000, radio $300", [300]],
    ["windshield destroyed, market value of my car is 9000, glass $300", [300]],
  ])("leaves out what a thing is worth, unless it is gone altogether: %j", (text, amounts) =>
    expect(claimed(text)).toEqual(amounts),
  );

  it.each<Case>([
    ["not sure, under a thousand", []],
    ["more than 500 dollars, less than 800", []],
    ["under 1000 dollars, maybe 800", [800]],
    ["999 dollars or maybe a bit over 1000", [999, 1000]],
    ["no more than 450 dollars", [450]],
  ])("leaves out a bound, unless the amount breaks it: %j", (text, amounts) => expect(claimed(text)).toEqual(amounts));
});
