import { expect, test } from "vitest";
import { compileGraph, type JsonObject, type Step } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { expenseApproval } from "@/lib/workflows/shipped/expense-approval";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { findTasksToGoTo } from "./find-tasks-to-go-to";

const claims = compileGraph(insuranceClaims, taskCatalog);
const expenses = compileGraph(expenseApproval, taskCatalog);

const step = (taskId: string, set: JsonObject = {}, action = "ContinueAndExecute") => ({
  ...{ taskId, status: "done" as const, action: action as Step["action"], patch: { set, remove: [] } },
});

const told = [
  step("initial_claim_query", { description: "Hail" }),
  step("insurance_type_classifier", { insurance_type: "car" }),
  step("car_insurance_details", { amount_cents: 30_000 }),
  step("confirm_details", { confirmed: true }),
];
const approved = [
  ...told,
  step("smart_claim_validator", { small_claims_count: 1 }),
  step("auto_approve", { outcome: "approved" }),
];

const idsOf = (graph: typeof claims, past: Parameters<typeof findTasksToGoTo>[1]) =>
  findTasksToGoTo(graph, past).map(({ id }) => id);

test("a session goes back to what it has told, and on to the review that its way leads to", () => {
  const values = { insurance_type: "car", amount_cents: 261_000 };
  expect(idsOf(claims, { currentTaskId: "smart_claim_validator", steps: told, values })).toEqual([
    ...["initial_claim_query", "insurance_type_classifier", "car_insurance_details", "confirm_details"],
    "manual_review",
  ]);
});

test("an approval of other values is no task to go to: the facts were changed after it", () => {
  const changed = [...approved, step("confirm_details", { amount_cents: 9_000_000 }, "WaitForInput")];
  const ids = idsOf(claims, { currentTaskId: "confirm_details", steps: changed, values: { amount_cents: 9_000_000 } });
  expect(ids).not.toContain("auto_approve");
  expect(ids).toContain("car_insurance_details");
});

test("after a rejection, the task that follows an approval is no task to go to", () => {
  const decided = [
    ...told,
    step("smart_claim_validator", { small_claims_count: 1 }),
    step("manual_review", { decision: "approve" }),
    step("manual_approval", { outcome: "approved" }),
    step("manual_review", { decision: "reject", outcome: "rejected" }),
  ];
  expect(idsOf(claims, { currentTaskId: "final_summary", steps: decided, values: {} })).not.toContain(
    "manual_approval",
  );
});

test("no review is skipped for a later one", () => {
  const steps = [step("tell_expense")];
  const ids = idsOf(expenses, { currentTaskId: "tell_payment", steps, values: {} });
  expect(ids).not.toContain("finance_review");
  expect(ids).toContain("tell_expense");
});

test("without an edge that holds there is no review to go to", () => {
  expect(idsOf(claims, { currentTaskId: "final_summary", steps: [], values: {} })).toEqual([]);
});
