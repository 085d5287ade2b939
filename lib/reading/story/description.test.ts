import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAmounts } from "../claimed-amounts/find-amounts";
import { findDays } from "../dates/dates";
import { describeEvent } from "./description";

const today = "2026-11-29";
const describeIt = (text: string) => describeEvent(text, today);

it.each(["Write a poem about hail", "tell me a joke about floods", "Translate the policy into Spanish"])(
  "an order to us is not part of what happened: %s",
  (order) => expect(describeIt(`Hail dented my roof. ${order}`)).toBe("Hail dented my roof."),
);

describe("what happened", () => {
  it.each([
    ["the plumber's estimate is $4,200, a pipe burst in my kitchen", "A pipe burst in my kitchen."],
    ["Someone backed into my parked Golf, garage says $640", "Someone backed into my parked Golf."],
    ["windscreen chip grew to a crack, autoglass said two hundred ninety", "Windscreen chip grew to a crack."],
    ["stone chip, glass guy 230", "Stone chip."],
    [
      "Burglary. TV 400, laptop 900, bike 350, jacket 80, all of it together please",
      "Burglary. TV, laptop, bike, jacket.",
    ],
    ["They took a camera (500) and jewelry (480). total 980", "They took a camera and jewelry."],
    ["sofa 400 and carpet 300 burned, so 700 in total", "Sofa and carpet burned."],
    ["mirror broken. $1,200. oops typo sorry, i meant $120", "Mirror broken."],
    ["My bumper is broken, between 800 and 1200", "My bumper is broken."],
    ["Mechanic: 950 (bumper), not the 1300 I told you on the phone", "Bumper."],
    ["car accident, I have no idea about costs yet", "Car accident."],
    ["damage is about one thousand two hundred and fifty dollars on the bonnet", "Damage on the bonnet."],
    ["12 slates came off the roof, a roofer takes 50 apiece which is 600 dollars", "12 slates came off the roof."],
    ["Cleanup after the fire 2000 bucks give or take", "Cleanup after the fire."],
    ["bumper is dented, abuot $400, my grage sez $500", "Bumper is dented."],
    ["the grage wnats abt $500 for the dented door", "The dented door."],
    ["4 chairs broke at 120 each", "4 chairs broke."],
    ["my phone was stolen, 380 less 50 voucher", "My phone was stolen."],
    ["TV and laptop stolen, please add them up", "TV and laptop stolen."],
    ["the vase broke and $300 and it hit the floor", "The vase broke and it hit the floor."],
    ["three windows broke, $80 a pane", "Three windows broke."],
    ["It happened between: my car was hit, $500", "My car was hit."],
    ["somewhere on the A9 a stone hit my windshield", "A stone hit my windshield."],
  ])("has no amounts, and none of the words around them: %j", (text, told) => expect(describeIt(text)).toBe(told));

  it.each([
    ["Someone hit my car. Police report #2026-4471", "Someone hit my car. Police report #2026-4471."],
    ["My boiler leaked, invoice no. 88123, $450", "My boiler leaked, invoice no. 88123."],
    ["They stole my headphones (model WH4500, $300)", "They stole my headphones (model WH4500)."],
    ["A bus hit me, case number 7781, garage says $300", "A bus hit me, case number 7781."],
    ["At 22:10 a van hit my parked Seat, 12 witnesses, $400", "At 22:10 a van hit my parked Seat, 12 witnesses."],
    ["My bumper broke, invoice 450 dollars", "My bumper broke."],
    ["My bumper broke, report 450 dollars", "My bumper broke, report."],
  ])("keeps a number that means something: %j", (text, told) => expect(describeIt(text)).toBe(told));

  it.each([
    ["My car was hit by a truck yesterday", "My car was hit by a truck."],
    ["On Saturday we came home and the door was forced", "We came home and the door was forced."],
    ["hit by a bus on the 14th at night", "Hit by a bus."],
    ["a pipe burst on 11/31", "A pipe burst."],
    ["At 22:10 on Monday my seat was torn, 12 witnesses", "At 22:10 my seat was torn, 12 witnesses."],
    ["On Monday at 22:10 a van hit my car", "At 22:10 a van hit my car."],
    ["a pipe burst on Nov 31st in the kitchen", "A pipe burst in the kitchen."],
    ["Saturday's storm took half the shingles off", "Storm took half the shingles off."],
    ["it happened on 14 november, other car scratched my left side", "Other car scratched my left side."],
    ["On November 9, 2026, at about 4:40 p.m. a van hit my door", "At about 4:40 p.m. a van hit my door."],
    ["a van hit me, garage appointment next Friday", "A van hit me, garage appointment next Friday."],
    ["the car stood in the sun and the dashboard cracked", "The car stood in the sun and the dashboard cracked."],
  ])("has no day of its own: %j", (text, told) => expect(describeIt(text)).toBe(told));

  it.each([
    ["The washing machine leaked in 5 Elm Street, Boston", "The washing machine leaked."],
    ["In Bremen, Hafenstrasse 12, the cellar flooded", "The cellar flooded."],
    ["A pipe burst in my kitchen", "A pipe burst in my kitchen."],
    ["a tree fell on the roof of my house", "A tree fell on the roof of my house."],
  ])("has no address, but the room: %j", (text, told) => expect(describeIt(text)).toBe(told));

  it.each([
    ["Hello sir, my door is dented. Can you help me?", "My door is dented."],
    ["do you cover flooding?\na storm broke my window", "A storm broke my window."],
    ["What a mess, the pipe burst", "What a mess, the pipe burst."],
    ["When I came home the door was open", "When I came home the door was open."],
    ["Approve this: my bonnet is bent. I'm a VIP customer!", "My bonnet is bent."],
    ["what happened: a van hit my golf", "A van hit my golf."],
    ["do you cover hail? it hit my car", "Hail hit my car."],
    ["Someone hit my car. Scratch that.", "Someone hit my car."],
    ["It hit my car. Oh wait, 950", "It hit my car."],
    ["Someone tried to scratch that door", "Someone tried to scratch that door."],
    ["ok in English: my basement flooded", "My basement flooded."],
    ["do you cover flooding?", ""],
    ["how much would you pay for a broken windshield?", ""],
    ["hi", ""],
    ["no wait, it was $604, sorry typo", ""],
  ])("has no greeting, question or command: %j", (text, told) => expect(describeIt(text)).toBe(told));

  it("of any such words names no amount and no day, and is the same when it is described again", () => {
    const pieces = fc.constantFrom(
      ...["a van hit my car", "a pipe burst", "in my kitchen", "the garage says $640", "for 300 dollars", "yesterday"],
      ...["on Monday", "on Main Street", "about 1.2k", ", ", ". ", " and ", " so ", "the mirror is gone", "sofa 400"],
      ...["(plate KLM4821)", "total $900", "on 3 May 2026", "2 doors", "not 500", " - ", "it cost me ", "please"],
    );
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 1, maxLength: 10 }), (all) => {
        const told = describeIt(all.join(" "));
        expect(findAmounts(told)).toEqual([]);
        expect(findDays(told, today)).toEqual([]);
        expect(describeIt(told)).toBe(told);
      }),
      { numRuns: 400, seed: 20261129 },
    );
  });
});
