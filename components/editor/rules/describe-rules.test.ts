import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { testShapes } from "@/lib/workflows/test-shapes";
import { describeRules } from "./describe-rules";

const rules = describeRules(graphDefinitionSchema.parse(insuranceClaims));
const steps = rules.sections.flatMap((section) => section.steps);
const step = (id: string) => steps.find((one) => one.id === id);

test("every task is one step, in reading order", () => {
  expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
  expect(steps).toHaveLength(insuranceClaims.tasks.length);
  expect(steps[0]?.id).toBe(insuranceClaims.startTaskId);
});

test("settings stand with their values, conditions read as sentences with the step that follows", () => {
  expect(rules.settings).toContainEqual(expect.objectContaining({ label: "Approval limit", value: "$1,000" }));
  const sentences = step("smart_claim_validator")?.next.map(({ sentence }) => sentence) ?? [];
  expect(sentences.join(" ")).toContain("$1,000");
  expect(sentences.at(-1)).toMatch(/^Otherwise /);
});

test("says who answers and by when, and who may start it", () => {
  expect(step("manual_review")?.answers).toMatch(/^A reviewer of the queue “claims”, within \d+ hours\./);
  expect(step("confirm_details")?.answers).toBe("The person who started it.");
  expect(step("auto_approve")?.answers).toBeUndefined();
  expect(rules.facts).toContainEqual({ name: "Who may start it", text: "Claimants." });
  expect(rules.facts).toContainEqual({
    name: "How it is started",
    text: "From the button “New” of their own list.",
  });
  expect(rules.facts).toContainEqual({
    name: "Questions are answered from",
    text: "The documents of “policy-terms” and “general-terms”.",
  });
});

test("any workflow can be described, one without tasks too", () => {
  for (const shape of testShapes) {
    const described = describeRules(shape).sections.flatMap((section) => section.steps);
    expect(described).toHaveLength(shape.tasks.length);
  }
  const empty = { ...graphDefinitionSchema.parse(insuranceClaims), tasks: [], edges: [], startTaskId: "" };
  expect(describeRules(empty).sections).toEqual([]);
});
