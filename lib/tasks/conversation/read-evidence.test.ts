import { describe, expect, test } from "vitest";
import { Context, type JsonObject } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { injection, now, testExecution } from "../tests/test-kind";
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
