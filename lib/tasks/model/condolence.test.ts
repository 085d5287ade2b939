import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { shownWords } from "./check-sentence";
import { fitCondolence, isCondolence, plainCondolence, wasCondoled } from "./condolence";

test.each([
  "I am sorry to hear that.",
  "I am very sorry to hear about the damage to your car.",
  "Sorry to hear that; that must have been a shock.",
  "That sounds stressful.",
  "I am very sorry that somebody was hurt.",
])("%j is a condolence", (sentence) => expect(isCondolence(sentence)).toBe(true));
test.each([
  "Thank you, I have noted that.",
  "I am sorry: no person can be reached from here.",
  "Your claim waits for you.",
])("%j is none", (sentence) => expect(isCondolence(sentence)).toBe(false));

test("one is enough in a claim: what else a sentence after it says is said", () => {
  const context = new Context();
  expect(wasCondoled(context)).toBe(false);
  context.addAssistantMessage("I am sorry to hear about the damage to your car.\n\nWhat does it cost?");
  expect(wasCondoled(context)).toBe(true);
  expect(shownWords("I am so sorry to hear that. I have noted the place.", "Main Street", true)).toBe(
    "I have noted the place.",
  );
});

test("of two damages it names both or neither", () => {
  const both = "A tree fell on my car and on the roof of my house.";
  expect(fitCondolence("I am sorry to hear about the damage to your car.", both, false)).toBe(plainCondolence);
  const named = "I am sorry to hear about the damage to your car and your house.";
  expect(fitCondolence(named, both, false)).toBe(named);
  const car = "I am sorry to hear about your car.";
  expect(fitCondolence(car, "A truck hit my car", false)).toBe(car);
});
