import { describe, expect, test } from "vitest";
import { harmlessSentence, isHarmless, sentenceSpeaker, shownWords } from "./check-sentence";

const said = "Yesterday someone hit my parked Golf, the garage says $640";

describe("a model's sentence", () => {
  test.each([
    "I am sorry to hear about your Golf.",
    "That must have been a shock, I hope you are well.",
    "Thank you, I have noted the $640.",
    "I see that it happened yesterday.",
    "I am sorry your parked car was hit.",
    "I cannot decide that; I take down the facts.",
    "I can take down your claim here; a specialist will gladly answer everything else.",
    "Thank you for getting in touch, I will help you with that.",
  ])("is shown: %s", (sentence) => {
    expect(isHarmless(sentence, said)).toBe(true);
  });

  test.each([
    "We will pay you $640.",
    "Your claim has been approved!",
    "Your claim is approved.",
    "I approve this.",
    "You'll receive the money soon.",
    "The payment is on its way.",
    "I promise that everything is fine.",
    "You are covered for this.",
    "Your claim was successfully processed.",
    "We guarantee a refund.",
    "This claim is rejected.",
    "The damage of $29 is noted.",
    "It costs five hundred dollars.",
    "I have noted that it happened on 12 November.",
    "A specialist answers within 2 hours.",
    "Someone calls you tomorrow.",
    "What is your bank account number?",
    "See <b>here</b>.",
    "Click https://example.com now.",
    "[Open](x)",
    "...",
    "42",
    "Su reclamo fue aprobado.",
    "Ihr Schaden wird bezahlt.",
  ])("is not shown: %s", (sentence) => {
    expect(isHarmless(sentence, said)).toBe(false);
  });

  test("that is harmless is shown, up to the first that is not", () => {
    expect(shownWords("I am sorry to hear that. We will pay you. Take care.", said)).toBe("I am sorry to hear that.");
    expect(shownWords("We will pay you. I am sorry.", said)).toBe(harmlessSentence);
    expect(shownWords("", said)).toBe(harmlessSentence);
  });

  test("is short: 300 characters are shown at most", () => {
    const shown = shownWords("I am very sorry to hear about that. ".repeat(40), said);
    expect(shown.length).toBeLessThanOrEqual(300);
    expect(shown).toMatch(/that\.$/);
    expect(shownWords("I am so very sorry ".repeat(40), said)).toBe(harmlessSentence);
  });
});

test("words are streamed sentence by sentence, each when it is whole and harmless, and nothing is taken back", () => {
  const told: string[] = [];
  const speak = sentenceSpeaker(said, (text) => told.push(text));
  const answer = "I am sorry to hear that. Your Golf was parked. We will pay $640 today. Goodbye.";
  for (let length = 1; length <= answer.length; length++) speak(answer.slice(0, length), false);
  expect(told).toEqual(["I am sorry to hear that.", " Your Golf was parked."]);
  expect(shownWords(answer, said)).toBe(told.join(""));
});

test("a last sentence is told as soon as nothing can follow it", () => {
  const told: string[] = [];
  const speak = sentenceSpeaker(said, (text) => told.push(text));
  speak("I am sorry to hear that.", false);
  expect(told).toEqual([]);
  speak("I am sorry to hear that.", true);
  expect(told).toEqual(["I am sorry to hear that."]);
});
