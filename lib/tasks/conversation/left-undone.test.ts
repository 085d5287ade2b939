import { expect, test } from "vitest";
import { Context, type JsonObject } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { askedForPersonMessage, isLeftUndone } from "./left-undone";

const isUndone = (taskId: string, values: JsonObject, statusMessage: string | null = askedForPersonMessage) => {
  const task = insuranceClaims.tasks.find(({ id }) => id === taskId);
  if (!task) throw new Error(`There is no task ${taskId}.`);
  return isLeftUndone(
    { kind: task.kind, config: (task.config ?? {}) as JsonObject },
    { statusMessage },
    new Context(values),
  );
};
const details = { amount_cents: 64_000, date: "2026-11-15", place: "Oak Street" };

test("a confirmation that the claimant left for a person is undone, whatever is known", () => {
  expect(isUndone("confirm_details", { ...details, insurance_type: "car", description: "A dent" })).toBe(true);
  expect(isUndone("confirm_details", details, "Waiting for the claimant to confirm the facts")).toBe(false);
  expect(isUndone("confirm_details", details, null)).toBe(false);
});

test("a task that collects is undone while something that it must have is missing", () => {
  expect(isUndone("car_insurance_details", {})).toBe(true);
  expect(isUndone("car_insurance_details", details)).toBe(false);
  expect(isUndone("initial_claim_query", {})).toBe(true);
  expect(isUndone("initial_claim_query", { description: "A dent" })).toBe(false);
});

test("a classification is undone without its label", () => {
  expect(isUndone("insurance_type_classifier", {})).toBe(true);
  expect(isUndone("insurance_type_classifier", { insurance_type: "car" })).toBe(false);
});
