import { describe, expect, test } from "vitest";
import { asksSomething, type Intent, readIntents, saysNo, saysUnknown, saysYes, withoutIntents } from "./read-intent";

describe("what a message wants", () => {
  test.each<[Intent, string]>([
    ["withdraw", "cancel"],
    ["withdraw", "Forget it!"],
    ["withdraw", "I changed my mind, cancel the claim"],
    ["may_withdraw", "how do I cancel my claim?"],
    ["person", "is there a real person I can talk to?"],
    ["person", "can someone help me?"],
    ["how_long", "how many days until a decision?"],
    ["how_long", "why does it take so long?"],
    ["who_decides", "do you decide that?"],
    ["what_next", "what is the status of my claim?"],
    ["what_next", "what do you need?"],
    ["covers", "does it cover hail damage to my car?"],
    ["privacy", "who can read this?"],
    ["limit", "what is the limit?"],
    ["reference", "can you give me the reference number?"],
    ["who_are_you", "am I talking to a human?"],
    ["later", "I will tell you when I know"],
    ["greeting", "good morning"],
  ])("is %s in %j, and nothing else is told", (intent, text) => {
    expect(readIntents(text).map((said) => said.intent)).toEqual([intent]);
    expect(withoutIntents(text)).toBe("");
  });

  test.each([
    "Someone backed into my parked Golf, garage says $640",
    "the person behind me hit my car",
    "a person hit my car",
    "I had to cancel my trip because the car broke",
    "the specialist at the garage says 500",
    "when I came back later the window was broken",
    "The driver told me to forget it and drove off",
    "he said he would come back later, but did not",
    "I was talking to a person when a truck hit my car",
    "hello my car was hit, 500",
    "police reference number 12345",
    "it took a long time",
    "hail covered the car and dented it",
    "I stopped at the lights and a bus hit me",
    "the kitchen is safe but the floor is covered in water",
    "Which floor? The second",
    "the storm covered my car with branches",
    "what a mess, the pipe burst",
    "is 640 enough?",
    "The limit of my card",
    "I cancelled my appointment",
    "the data cable burned",
    "We were insured elsewhere before",
    "who did it is unknown, they broke the window",
    "How stupid of me, I hit a wall",
    "I forgot it in the oven and the kitchen burned",
    "cancel the 640, it is 604",
    "can you change it to 604",
    "my neighbour wants to speak to a lawyer",
    "it was later than 5",
    "it does not take long to see the dent",
  ])("is nothing of it in %j", (text) => expect(readIntents(text)).toEqual([]));

  test.each([
    ["My car was hit, how long will it take?", "My car was hit"],
    ["do you cover flooding? a storm broke my window, 220", "a storm broke my window, 220"],
    ["hi, can I talk to a person please", ""],
    ["Please cancel my claim, I lied about the amount", "I lied about the amount"],
    ["I lied about the amount, please cancel my claim", "I lied about the amount"],
    ["I want to withdraw this claim because I found my bike again", "because I found my bike again"],
    ["I want to withdraw my claim and admit that I lied", "and admit that I lied"],
    ["cancel my claim although the damage is real", "although the damage is real"],
    ["Do you cover it if my son was driving without a licence?", "if my son was driving without a licence?"],
    ["Is it covered even though my son was driving?", "even though my son was driving?"],
    [
      "What happens next, because the garage now says it was my own fault",
      "because the garage now says it was my own fault",
    ],
    ["I will send the bill later, it was only 300", "it was only 300"],
    ["I will send the bill later but it was 1,300", "but it was 1,300"],
    ["can I talk to a person, my wife was driving", "my wife was driving"],
    ["cancel it because I lied", "because I lied"],
    ["I'd like to withdraw my claim since my neighbour paid", "since my neighbour paid"],
    ["never mind the claim, I did it myself", "I did it myself"],
    ["does my policy cover water damage and theft?", ""],
    ["Are you covering this, even though I left the door open?", "even though I left the door open?"],
    ["Forget it, I found my bike", "I found my bike"],
    ["who decides and how long does it take?", ""],
    ["do you cover cars, homes and bikes?", ""],
    ["how long does it take to check and pay my claim?", ""],
    ["forget it, cancel everything", ""],
    ["can you tell me if it is covered?", ""],
    ["hello, is anyone there?", ""],
  ])("leaves of %j what it tells: %j", (text, rest) => expect(withoutIntents(text)).toBe(rest));
});

test.each([
  "no idea how much it costs",
  "I do not know yet",
  "I don't know",
  "the garage has not told me",
  "not sure",
  "haven't got a quote yet",
  "dunno",
  "idk",
  "waiting for the quote",
  "I have no clue",
  "the mechanic hasn't said anything yet",
  "hard to say",
  "I can't say",
  "The plumber did not tell me the price",
  "I don't know how much it will cost",
  "not yet, the plumber comes tomorrow",
])("%j says that it is not known", (text) => expect(saysUnknown(text)).toBe(true));
test.each([
  "$500",
  "about 640",
  "I think 500",
  "the garage says 640",
  "not 500",
  "I know it is 500",
  "yes",
  "no",
  "I am sure that this is what it costs",
])("%j does not say that it is not known", (text) => expect(saysUnknown(text)).toBe(false));

test.each(["yes", "Yes, please!", "ok", "sí", "ja bitte", "да", "of course", "ok thanks", "please do", "yes, do it"])(
  "%j is a yes to an offer and nothing but a yes",
  (text) => expect(saysYes(text)).toBe(true),
);
test.each(["yes but not today", "my car", "", "thanks", "please", "it", "do", "thank you", ",", "no"])(
  "%j is no yes",
  (text) => expect(saysYes(text)).toBe(false),
);
test.each(["no", "No, thanks!", "no thank you", "not now", "nope", "never mind", "don't do it", "thanks, no"])(
  "%j is a no to an offer and nothing but a no",
  (text) => expect(saysNo(text)).toBe(true),
);
test.each(["you", "mind", "now", "thanks", "thank you", "", "not my car", "yes", "no, it was 500"])(
  "%j is no no",
  (text) => expect(saysNo(text)).toBe(false),
);

test("a question asks; what happened, an amount and a thing do not", () => {
  expect(asksSomething("what is my deductible?")).toBe(true);
  expect(["my Golf?", "is 640 enough?", "did I say that a pipe burst?"].some(asksSomething)).toBe(false);
});
