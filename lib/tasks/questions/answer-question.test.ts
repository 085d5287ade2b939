import { describe, expect, test } from "vitest";
import { Context, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { answerQuestion } from "./answer-question";
import type { SessionPosition } from "./answer-types";
import type { Intent } from "./intents";

const graph = graphDefinitionSchema.parse(insuranceClaims);
const now = new Date("2026-11-29T12:00:00Z");
const at = (values: JsonObject = {}, review?: SessionPosition["review"]): SessionPosition => ({
  graph,
  taskId: review ? "manual_review" : graph.startTaskId,
  context: new Context({ reference: "CLM-1", ...values }),
  now,
  ...(review && { review }),
});
const answer = (intent: Intent, position = at(), words = "") => answerQuestion(intent, { words }, position);

const questions: Intent[] = [
  ...(["how_long", "who_decides", "limit", "what_next", "covers", "privacy", "reference", "who_are_you"] as const),
  ...(["may_withdraw", "withdraw", "later", "is_decided", "appeal", "payment", "how_much", "where_answer"] as const),
  ...(["documents", "may_change", "may_add", "other_claim", "languages", "received", "unconfirmed"] as const),
  ...(["is_problem", "estimate", "what_needed", "why_asked", "what_if", "lawyer"] as const),
];

describe.each(questions)("the question %s", (intent) => {
  test("has an answer before and during a review, which promises nothing", async () => {
    for (const position of [at(), at({}, { dueAt: undefined }), at({}, { dueAt: now.getTime() + 3_600_000 })]) {
      const text = (await answer(intent, position))?.text ?? "";
      expect(text).toMatch(/\w.*[.?]”?$/s);
      expect(text).not.toMatch(/undefined|null|NaN|you will be paid|is approved and|\{\{/);
      expect(text).not.toMatch(/ {2}|^\s|\s$/);
    }
  });
});

test("a wish for a person is answered where no person can be reached, or one has the claim", async () => {
  expect((await answer("person", at({}, { dueAt: undefined })))?.text).toContain("A person has your claim");
  expect(await answer("unknown_value")).toBeUndefined();
});

test("the offer to withdraw is one that a yes takes, but not during a review", async () => {
  expect(await answer("withdraw")).toMatchObject({ buttons: ["withdraw"], offer: "withdraw" });
  expect((await answer("withdraw", at({}, { dueAt: undefined })))?.offer).toBeUndefined();
});

test("names the reference and the amount when they are known", async () => {
  expect((await answer("reference"))?.text).toBe("Your reference is CLM-1.");
  expect((await answer("how_much", at({ amount_cents: 64_000 })))?.text).toContain("You ask for $640.00.");
  expect((await answer("how_much"))?.text).toContain("not known yet");
});

test("names what is missing, and nothing that is known", async () => {
  const text = (await answer("what_needed", at({ amount_cents: 64_000 })))?.text;
  expect(text).toContain("I still need");
  expect(text).not.toContain("the amount");
});

test("says what is covered, with a matter that is not", async () => {
  expect((await answer("covers", at(), "do you cover hail on my car?"))?.text).toContain("That belongs to Car.");
  const position = at();
  expect((await answer("covers", position, "do you cover pets?"))?.text).toMatch(/Pets|pets/);
  expect(position.context.get("outside_matter")).toBeUndefined();
});

test("an answer during a review names its due time", async () => {
  expect((await answer("how_long", at({}, { dueAt: now.getTime() + 5 * 3_600_000 })))?.text).toContain(
    "within 5 hours",
  );
  expect((await answer("is_decided", at({}, { dueAt: now.getTime() - 1 })))?.text).toContain("longer than usual");
});

test("a hostile reference is printed as text", async () => {
  const reference = "{{ settings }}<script>";
  expect((await answer("reference", at({ reference })))?.text).toBe(`Your reference is ${reference}.`);
});
