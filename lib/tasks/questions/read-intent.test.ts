import { describe, expect, test } from "vitest";
import { confirmsWithdrawal, saysNo, saysYes } from "../replies/read-consent";
import type { Intent } from "./intents";
import { asksSomething, readIntents, saysUnknown, withoutIntents } from "./read-intent";

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
    ["what_needed", "what do you need?"],
    ["covers", "does it cover hail damage to my car?"],
    ["covers", "If my basement floods after heavy rain, do you pay?"],
    ["payment", "If I damage my neighbour's fence with my car, who pays?"],
    ["what_if", "What happens if a friend crashes my car?"],
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
    ["Do you cover it if my son was driving without a licence?", ""],
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

const asked: Partial<Record<Intent, string[]>> = {
  appeal: [
    "how do I appeal?",
    "what can I do if you reject my claim?",
    "I want to appeal CLM-12345678",
    "How can I contest the decision if it goes against me?",
    "What are my options if I am not happy with the outcome?",
    "and if you say no?",
    "is it possible to appeal",
    "What if I am not satisfied with the answer?",
    "I would like to appeal a decision",
    "can somebody check it again if it's refused?",
  ],
  payment: [
    "money when?",
    "when money?",
    "when do I get the money?",
    "which account do you pay to?",
    "When does the money arrive?",
    "how long until I get my money?",
    "how do you pay me?",
    "do you transfer it to my bank account?",
    "Where will the payment be sent?",
    "When can I expect the money?",
    "how and when will I be reimbursed?",
  ],
  how_much: [
    "what percentage do you pay?",
    "what % do you pay?",
    "how much will I get?",
    "is there a deductible?",
    "how much do you cover?",
    "How much will be reimbursed?",
    "Do I get the whole amount?",
    "what will you pay me?",
    "how much of it is paid?",
    "Is something deducted?",
  ],
  where_answer: [
    "will you email me?",
    "can I close this page?",
    "will someone call me?",
    "how will you contact me?",
    "will I get an e-mail?",
    "how do I get the result?",
    "should I keep this window open?",
    "can I leave now?",
    "do I have to stay here?",
    "where can I see the decision?",
    "will you call me back?",
    "How do I hear from you?",
    "do I have to come back here?",
  ],
  documents: [
    "do you need photos?",
    "how do I upload a receipt?",
    "Is it ok if I send you pictures?",
    "Can I upload something?",
    "what about the police report?",
    "do I have to send you the bill?",
    "which papers do you need?",
    "Do you want to see the receipt?",
    "can I send you the estimate from the garage?",
    "where do I put the photos",
    "how do i send it?",
    "where can I send them",
    "can we send it?",
    "How should we send these to you?",
  ],
  may_change: [
    "can I change it later?",
    "what if I made a mistake?",
    "what if I remember the wrong date?",
    "Can I still change things after I confirm?",
    "what if the price goes up?",
    "can I undo that?",
    "How do I fix a mistake?",
    "could I correct the amount afterwards?",
    "what if the final bill is different?",
  ],
  may_add: [
    "can I add something?",
    "can I give you more details?",
    "may I add one more thing?",
    "Can I write more here?",
    "is there a way to add information",
    "I forgot something, can I still add it?",
  ],
  is_decided: [
    "is it approved?",
    "have you decided yet?",
    "did I get approved?",
    "is it accepted?",
    "will you approve my claim?",
    "so is it done?",
    "do you think it will be approved?",
  ],
  is_problem: ["is that a problem?", "would that be an issue?", "does that matter?", "is it a problem"],
  estimate: ["is an estimate ok?", "is a rough guess enough?", "does it have to be exact?", "is my estimate fine?"],
  other_claim: ["can I file two claims?", "can I file another claim for my bike?", "how do I start a new claim?"],
  languages: ["do you speak spanish?", "can I write in German?", "which languages do you understand?"],
  received: ["did you get my message?", "is my claim saved?", "is this conversation recorded?"],
  unconfirmed: ["do I have to confirm?", "what happens if I do not confirm?", "what if I do nothing?"],
  what_needed: [
    "What do I need to file a claim?",
    "what else do you need?",
    "is there anything else you need?",
    "what do I have to tell you?",
    "Which information is required?",
    "is that all?",
    "is that everything you need?",
    "do you have everything?",
    "Do you need more from me?",
    "what am I supposed to write?",
    "what date should I put?",
    "which amount do I write?",
  ],
  covers: [
    "do you pay for stolen bikes?",
    "will you replace my stolen laptop?",
    "does my insurance pay for that?",
    "are scratches covered?",
    "do you cover glass damage?",
    "will you pay for my broken phone?",
    "is my bicycle insured?",
    "do you also insure caravans?",
    "is flood damage included?",
    "am I insured against hail?",
  ],
  how_long: [
    "how long do I have to wait?",
    "what is taking so long?",
    "when will the specialist answer?",
    "when do I get an answer?",
    "will it take long?",
    "how fast is this?",
    "is there a deadline?",
  ],
  who_decides: ["who makes the decision?", "does a human look at it?", "who is handling my case?", "who reads this?"],
  what_next: [
    "what do I have to do now?",
    "and now?",
    "where do I stand?",
    "any news?",
    "any progress?",
    "is somebody working on it?",
    "what happens with my claim now?",
  ],
  reference: [
    "what is my claim number?",
    "do I have a claim number?",
    "what's my case number",
    "where do I find the reference?",
    "case number please",
    "my claim number?",
  ],
  person: ["I'd rather talk to a human", "can a person call me?", "is there someone I can speak with?"],
  may_withdraw: ["can I take it back?", "how do I withdraw?"],
  later: ["can I do this tomorrow?", "I'll come back later"],
  who_are_you: ["what are you?", "is this a real person?"],
  privacy: ["is my data safe?", "what happens with my data?", "who sees my messages?"],
  limit: ["from which amount does a person decide?"],
};

describe("a question", () => {
  const all = Object.entries(asked).flatMap(([intent, questions]) => questions.map((text) => [intent, text]));
  test.each(all)("is about %s in %j", (intent, text) => {
    expect(readIntents(text).map((said) => said.intent)).toEqual([intent]);
  });

  test.each([
    "is it my fault?",
    "can I drive the car?",
    "do I need a helmet?",
    "can I throw away the broken TV?",
    "do I get a replacement car?",
    "can I choose the garage?",
    "does this affect my no claims bonus?",
    "are you open on sunday?",
    "The garage asked for photos",
    "my neighbour will appeal",
    "the insurer of the other driver rejected my claim",
    "they told me the payment is late",
    "what happened is that a picture fell on the tv",
    "how it happened: the pipe burst and my photos got wet",
    "when I get home the documents were wet",
    "I want to change the amount to 700",
    "can you correct the date, it was Monday",
    "please change it",
    "I need a new door",
    "where it happened: the bank on Main Street",
    "who hit me is unknown",
    "can you change it to 604?",
    "can I change the place to Oak Street?",
    "when I came back the pictures on the wall were broken",
    "I sent the photos to the garage",
    "I disagree with the amount",
    "can I add that the door is broken too?",
    "they refused to pay",
  ])("is none of these in %j", (text) => expect(readIntents(text)).toEqual([]));
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
  "%j is not a yes",
  (text) => expect(saysYes(text)).toBe(false),
);
test.each(["no", "No, thanks!", "no thank you", "not now", "nope", "never mind", "don't do it", "thanks, no"])(
  "%j is a no to an offer and nothing but a no",
  (text) => expect(saysNo(text)).toBe(true),
);
test.each(["you", "mind", "now", "thanks", "thank you", "", "not my car", "yes", "no, it was 500"])(
  "%j is not a no",
  (text) => expect(saysNo(text)).toBe(false),
);

test.each([
  "Yes, withdraw it",
  "yes withdraw it.",
  "Yes, please withdraw my claim",
  "yes, cancel it",
  "withdraw now",
  "Yes, I want to withdraw this claim!",
])("%j is an explicit yes to the offer to withdraw", (text) => expect(confirmsWithdrawal(text)).toBe(true));
test.each([
  "yes",
  "ok",
  "sure",
  "yes please",
  "withdraw",
  "withdraw it",
  "please cancel my claim",
  "yes, withdraw it?",
  "yes, do not withdraw it",
  "yes but withdraw it later",
  "no, withdraw now",
  "yes, withdraw the amount",
  "I did not say yes, withdraw it",
])("%j is none", (text) => expect(confirmsWithdrawal(text)).toBe(false));

test("a question to us asks, whatever it names; a story in a question's form does not", () => {
  expect(["can I repair the broken window already?", "what if my car gets stolen again?"].every(asksSomething)).toBe(
    true,
  );
  expect(
    [
      "can you believe a truck hit my car?",
      "did you know that my car was hit?",
      "Is it ok? A pipe burst in my kitchen, what now?",
    ].some(asksSomething),
  ).toBe(false);
});

test("a question asks; what happened, an amount and a thing do not", () => {
  expect(asksSomething("what is my deductible?")).toBe(true);
  expect(["my Golf?", "is 640 enough?", "did I say that a pipe burst?"].some(asksSomething)).toBe(false);
});

test.each(["A bus hit me, case number 7781", "the police case number is 7781, a bus hit me"])(
  "%j tells a number and asks for none",
  (text) => expect(readIntents(text)).toEqual([]),
);

test.each([
  ["i forgot to mention the mirror, is that a problem?", "i forgot to mention the mirror"],
  ["the car was not locked, is that a problem?", "the car was not locked"],
])("%j asks, and tells beside it", (text, rest) => {
  expect(readIntents(text).map(({ intent }) => intent)).toEqual(["is_problem"]);
  expect(withoutIntents(text)).toBe(rest);
});

test("help is asked for, and what happened is told beside it", () => {
  const text = "I have a flat tire, do you help?";
  expect(readIntents(text).map(({ intent }) => intent)).toEqual(["covers"]);
  expect(withoutIntents(text)).toBe("I have a flat tire");
  const told = "When I came back the window was broken, do you pay?";
  expect(withoutIntents(told)).toBe("When I came back the window was broken");
});

test.each(["skip", "please skip it", "pass"])("%j skips the question", (text) => expect(saysUnknown(text)).toBe(true));
test("a skip is a thing, too", () => expect(saysUnknown("a skip fell on my car")).toBe(false));

describe("a question without a question mark", () => {
  test.each([
    ["what if i was drunk driving, do you still pay", ["covers"], ""],
    ["what if i was drunk driving", ["what_if"], ""],
    ["do you pay if i was drunk", ["covers"], ""],
    ["will you pay for the tow truck too", ["covers"], ""],
    ["what about hail", ["what_if"], ""],
    ["oh and is a rental car covered while mine is in the shop", ["covers"], ""],
    ["it cost 640, what about the glass", ["what_if"], "it cost 640"],
    ["what if it gets worse, the engine already smokes", ["what_if"], "the engine already smokes"],
    ["A van hit my car on Friday. do you also pay for the taxi", ["covers"], "A van hit my car on Friday."],
  ])("%j", (text, intents, rest) => {
    expect(readIntents(text).map(({ intent }) => intent)).toEqual(intents);
    expect(withoutIntents(text).replace(/^[\s,]+/, "")).toBe(rest);
  });

  test.each([
    ["the repair is 640 dollars. do i get a rental car", "the repair is 640 dollars."],
    ["it was stolen yesterday, is the phone in it covered too", "it was stolen yesterday"],
    ["the repair is 640 dollars, can you also tell me about rental cars", "the repair is 640 dollars"],
    ["it was stolen on Main Street. i was wondering if you pay for a taxi", "it was stolen on Main Street."],
    ["a pipe burst in my kitchen. can you also tell me if i can stay in a hotel", "a pipe burst in my kitchen."],
    ["the garage wants 640. any chance of a rental car", "the garage wants 640."],
    ["hail dented it yesterday, does that include the windscreen", "hail dented it yesterday"],
    ["it was 640 and do you pay for a hotel too", "it was 640"],
    ["it was hail. am i entitled to a loaner", "it was hail."],
  ])("%j asks about cover beside a fact", (text, rest) => {
    expect(readIntents(text).map(({ intent }) => intent)).toEqual(["covers"]);
    expect(withoutIntents(text)).toBe(rest);
  });

  test.each([
    "what happened is that a van hit me",
    "is it my fault that the pipe burst, the kitchen was wet",
    "do it for 640 dollars",
    "can you change it to 640",
    "How the van came around the corner I did not see",
    "the place is oak lane, the day was friday",
    "a van hit me. can you believe it, the bumper is gone",
    "it was 640. can you change the day to friday",
  ])("%j asks nothing of us about cover", (text) => {
    expect(readIntents(text).filter(({ intent }) => intent === "covers" || intent === "what_if")).toEqual([]);
  });

  test.each([
    "can i get a replacement car while its in the garage",
    "does my bonus go down",
    "who pays for the tow truck",
  ])("%j asks something", (text) => expect(asksSomething(text)).toBe(true));
});
