import { expect, test } from "vitest";
import { bestAbout, ratePassages, type Sought } from "./rate-passages";
import { insuredThing, readTopic } from "./topic";

const passage = (document: string, heading: string, ...parts: string[]) => ({
  headings: [heading],
  insured: insuredThing(document),
  parts,
});
const hail = passage("Motor terms", "Hail and storm", "Keys are not left in it.", "Hail is covered above $250.");
const parked = passage("Motor terms", "Damage while parked or in a car wash", "Damage while parked is a collision.");
const vandalism = passage("Motor terms", "Vandalism", "Vandalism is covered.", "Report it to the police.");
const tyres = passage("Motor terms", "Tyres", "Tyres are paid after vandalism only.");
const rings = passage("Home terms", "Valuables", "Jewellery and watches are paid up to $2,000.");
const theft = passage("Home terms", "Burglary", "Theft through an unlocked door is not covered.");
const bicycles = passage("Home terms", "Bicycles", "Bicycles are covered against theft.");
const flood = passage("Motor terms", "Flood", "Flood of a parked car is covered.");
const fire = passage("Motor terms", "Fire", "Fire of a parked car is covered.");
const all = [hail, parked, flood, fire, vandalism, tyres, rings, theft, bicycles];

const found = (question: string, more: Partial<Sought> = {}, passages = all) => {
  const sought = { topic: readTopic(question), ...more };
  return bestAbout(ratePassages(passages, sought), sought).map(({ part }) => part);
};

test("the part with the question's words is the one that is quoted", () =>
  expect(found("is hail covered?")).toEqual(["Hail is covered above $250."]));

test("a rare word decides: of a ring that was stolen it is the ring", () =>
  expect(found("Was my ring stolen, is it paid?")[0]).toBe("Jewellery and watches are paid up to $2,000."));

test("of two words one is enough for a heading that says little else", () =>
  expect(found("Is vandalism to my parked car covered?")[0]).toBe("Vandalism is covered."));

test("most words of a question must stand in the passage", () => {
  expect(found("is asteroid hail ice covered?")).toEqual([]);
  expect(found("are asteroids covered?")).toEqual([]);
});

test("of a story two words are enough, or one of the heading", () => {
  const story = "Last night in Austin somebody had gone at my bicycle with a crowbar beside the market";
  expect(found(story)).toEqual([]);
  expect(found(story, { isTold: true })).toEqual(["Bicycles are covered against theft."]);
});

test("terms for the insured thing of the case come first, others when there are none", () => {
  const [ours, theirs] = [
    passage("Motor terms", "Flood", "Flood is covered."),
    passage("Home terms", "Flood", "Flood is not covered."),
  ];
  expect(found("is flood covered?", {}, [ours, theirs])).toHaveLength(2);
  expect(found("is flood covered?", { insured: "home" }, [ours, theirs])).toEqual(["Flood is not covered."]);
  expect(found("is flood covered?", { insured: "home" }, [ours])).toEqual(["Flood is covered."]);
});

test("all are rated, the best first, also those about something else", () =>
  expect(ratePassages(all, { topic: readTopic("bicycles") }).map(({ isAbout }) => isAbout)).toEqual([
    true,
    ...Array.from({ length: 8 }, () => false),
  ]));
