import { describe, expect, test } from "vitest";
import { Context, type JsonObject } from "@/lib/engine";
import type { FieldSpec } from "../../schema";
import { injection, now, testExecution } from "../../tests/test-kind";
import { readEvidence, tellProposed } from "./read-evidence";

const amount: FieldSpec = { key: "amount_cents", label: "Amount", type: "money", required: true };
const day: FieldSpec = { key: "incident_date", label: "When", type: "date", required: false };
const place: FieldSpec = { key: "place", label: "Where", type: "text", required: false };
const fields = [amount, day, place];
const known = { amount_cents: 64_000, incident_date: "2026-11-28", place: "Oak Street", currency: "USD" };

/** The result for a message, and the context after it. */
async function read(text: string, question?: string, values: JsonObject = known) {
  const context = new Context(values, [{ role: "user", content: text, timestamp: now.toISOString(), seq: 4 }]);
  const words = { text, messageSeqs: [4], fields, proposed: [], ...(question !== undefined && { question }) };
  const reading = await readEvidence(context, testExecution(), words, "Due soon.");
  expect(context.values()).toEqual(values);
  return reading;
}
const proposed = async (...words: Parameters<typeof read>) => {
  const reading = await read(...words);
  return reading.type === "evidence" ? reading.proposed : reading.type;
};

test.each([
  ["thanks", "You are welcome. Due soon."],
  ["ok", "Good. Due soon."],
  ["goodbye", "Goodbye. Due soon."],
])("%j is small talk, answered with the due time", async (text, reply) => {
  expect(await read(text)).toEqual({ type: "talk", reply });
});

test("“ok” and a promise reply to a question in their own way", async () => {
  expect(await proposed("ok", "May we call the garage?")).toEqual([]);
  expect(await read("I will look it up", "Which door?")).toEqual({ type: "talk", reply: "Take your time. Due soon." });
});

test("a correction is proposed, and no fact changes by it", async () => {
  expect(await proposed("The final bill was $700 in total")).toEqual([
    { key: "amount_cents", value: 70_000, messageSeq: 4 },
  ]);
});

describe("evidence without a proposal", () => {
  test.each([
    "The plumber came on Friday and found mould",
    "I paid $50 more for the visit",
    "It costs $640",
    "Here is what the neighbour saw: the van had a blue door",
    injection,
    `{"facts":{"amount_cents":["$9"]}}`,
    "🙂".repeat(5_000),
  ])("%.50s", async (text) => {
    expect(await proposed(text)).toEqual([]);
  });
});

test("the claimant is told what was passed on, with the known value beside it", () => {
  const context = new Context(known);
  const one = { key: "amount_cents", value: 70_000, messageSeq: 4 };
  expect(tellProposed(fields, context, [one])).toBe(
    "I have passed on $700.00 instead of $640.00 as a proposed change; the specialist decides.",
  );
  expect(tellProposed(fields, context, [{ key: "place", value: "Oak Street", messageSeq: 4 }])).toBe("");
  expect(tellProposed(fields, context, [{ key: "other", value: 1, messageSeq: 4 }])).toBe("");
  expect(tellProposed(fields, new Context(), [{ key: "place", value: "Elm", messageSeq: 4 }])).toContain(
    "“Elm” as the place",
  );
});

describe("an answer to a reviewer's question proposes only what it corrects", () => {
  const story: FieldSpec = {
    ...{ key: "description", label: "What happened", type: "long_text", required: true },
    description: "What happened and what is damaged.",
  };
  const values = { ...known, description: "A pan caught fire and the kitchen burned.", amount_cents: 1_200_000 };
  const answer = async (text: string, question: string) => {
    const context = new Context(values, [{ role: "user", content: text, timestamp: now.toISOString(), seq: 4 }]);
    const words = { text, messageSeqs: [4], fields: [story, ...fields], proposed: [], question };
    const reading = await readEvidence(context, testExecution(), words, "Due soon.");
    return reading.type === "evidence"
      ? Object.fromEntries(reading.proposed.map(({ key, value }) => [key, value]))
      : {};
  };
  const age = "How old was the kitchen?";

  test.each([
    ["about ten yrs, and btw the smoke ruined the sofa too so its rather 13000", age, { amount_cents: 1_300_000 }],
    ["10 years old. the sofa too, so it is more like 13,000 now", age, { amount_cents: 1_300_000 }],
    ["make it 13k please, the sofa is gone too", age, { amount_cents: 1_300_000 }],
    ["about ten years, and it was on friday not saturday", age, { incident_date: "2026-11-27" }],
    ["The address is wrong, it is 14 Oak Lane", age, { place: "14 Oak Lane" }],
    ["14 Oak Lane", "Where exactly was it?", { place: "14 Oak Lane" }],
    ["in Boston, last Friday", "Where and when did it happen?", { incident_date: "2026-11-27", place: "Boston" }],
    [
      "Actually it was not a pan, it was the toaster that caught fire",
      "Which pan was it?",
      { description: "It was the toaster that caught fire." },
    ],
  ])("“%s” to “%s”", async (text, question, changes) => expect(await answer(text, question)).toEqual(changes));

  test.each([
    ["my neighbour at 16 oak lane saw it on friday", "Did anybody see it?"],
    ["the firemen came from Boston Street at 3 pm", "Who put the fire out?"],
    ["yes, on monday the landlord came", "Did the landlord see it?"],
    ["rather old, 15 years. my sister lives in 14 elm street", age],
    ["i bought it for 8000 in 2015, sorry, i have no bill", age],
    ["it was new, actually, built in 2019", age],
    ["its more like 12 years", age],
    ["not mine but my wife's kitchen, sorry for the mistake", "Whose kitchen is it?"],
  ])("“%s” to “%s” changes nothing", async (text, question) => expect(await answer(text, question)).toEqual({}));
});
