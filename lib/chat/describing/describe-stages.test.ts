import { describe, expect, test } from "vitest";
import { Context, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { askedForPersonMessage } from "@/lib/tasks/conversation/left-undone";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { describeStages } from "./describe-stages";

const shipped = graphDefinitionSchema.parse(insuranceClaims);
const story = { description: "A dent", insurance_type: "car" };
const facts = { ...story, amount_cents: 264_000, date: "2026-11-15", place: "Oak Street" };

interface Told {
  status?: "waiting" | "completed" | "cancelled";
  at: string;
  /** Task ids; "task!" is a task that was left for a person. */
  steps: string[];
  values?: JsonObject;
  definition?: typeof shipped;
}

/** The states as "Details: done". */
const statesOf = ({ status = "waiting", at, steps, values = facts, definition = shipped }: Told) =>
  describeStages(definition, {
    ...{ status, currentTaskId: at, context: new Context(values) },
    steps: steps.map((step) => ({
      taskId: step.replace("!", ""),
      statusMessage: step.endsWith("!") ? askedForPersonMessage : "Done",
    })),
  }).map(({ label, state }) => `${label}: ${state}`);

const begun = ["initial_claim_query", "insurance_type_classifier"];
const told = [...begun, "car_insurance_details"];
const [tellUs, details, confirm, check, decides, letter] = [
  "Tell us what happened",
  "Details",
  "You confirm",
  "We check",
  "A specialist decides, if needed",
  "Your letter",
];

describe("the stages before the current one", () => {
  test("are done when their work was done", () => {
    const steps = [...told, "confirm_details", "smart_claim_validator"];
    expect(statesOf({ at: "manual_review", steps })).toEqual([
      ...[`${tellUs}: done`, `${details}: done`, `${confirm}: done`, `${check}: done`],
      ...[`${decides}: current`, `${letter}: upcoming`],
    ]);
  });

  test("are skipped when the claimant asked for a person instead of confirming", () => {
    const steps = [...told, "confirm_details", "confirm_details!", "smart_claim_validator"];
    expect(statesOf({ at: "manual_review", steps }).slice(1, 4)).toEqual([
      ...[`${details}: done`, `${confirm}: skipped`, `${check}: done`],
    ]);
  });

  test("are skipped when the claimant asked for a person before giving what they ask for", () => {
    const steps = [...begun, "car_insurance_details!", "confirm_details!", "smart_claim_validator"];
    expect(statesOf({ at: "manual_review", steps, values: story }).slice(0, 4)).toEqual([
      ...[`${tellUs}: done`, `${details}: skipped`, `${confirm}: skipped`, `${check}: done`],
    ]);
    expect(statesOf({ at: "manual_review", steps: begun.map((id) => `${id}!`), values: {} })[0]).toBe(
      `${tellUs}: skipped`,
    );
  });

  test("are skipped when no task of theirs ran", () => {
    expect(statesOf({ at: "manual_review", steps: begun, values: story }).slice(0, 5)).toEqual([
      ...[`${tellUs}: done`, `${details}: skipped`, `${confirm}: skipped`, `${check}: skipped`, `${decides}: current`],
    ]);
  });

  test("are done again when a later round did their work", () => {
    const steps = [...told, "confirm_details!", "confirm_details", "smart_claim_validator"];
    expect(statesOf({ at: "manual_review", steps })[2]).toBe(`${confirm}: done`);
  });

  test("are done in a session that was moved from a version with other tasks", () => {
    expect(statesOf({ at: "manual_review", steps: ["old_task", "smart_claim_validator"] }).slice(0, 4)).toEqual([
      ...[`${tellUs}: done`, `${details}: done`, `${confirm}: done`, `${check}: done`],
    ]);
  });
});

test("a closed session shows what was done, and nothing that was skipped", () => {
  const steps = [...told, "confirm_details!", "smart_claim_validator", "manual_review", "final_summary"];
  expect(statesOf({ status: "completed", at: "final_summary", steps })).toEqual([
    ...[`${tellUs}: done`, `${details}: done`, `${check}: done`, `${decides}: done`, `${letter}: done`],
  ]);
  expect(statesOf({ status: "cancelled", at: "confirm_details", steps: [...told, "confirm_details"] })).toEqual([
    ...[`${tellUs}: done`, `${details}: done`],
  ]);
});

test("a task without a stage takes nothing back of what was reached", () => {
  const withoutStage = {
    ...shipped,
    tasks: shipped.tasks.map((task) => (task.id === "manual_review" ? { ...task, stage: undefined } : task)),
  };
  const steps = [...told, "confirm_details", "smart_claim_validator", "manual_review"];
  const states = statesOf({ at: "manual_review", steps, definition: withoutStage });
  expect(states.slice(0, 4)).toEqual([
    ...[`${tellUs}: done`, `${details}: done`, `${confirm}: done`, `${check}: done`],
  ]);
  expect(states.at(-1)).toBe(`${letter}: upcoming`);
});

test("nothing is done before the first message", () => {
  const states = statesOf({ at: "initial_claim_query", steps: [], values: {} });
  expect(states.slice(0, 2)).toEqual([`${tellUs}: current`, `${details}: upcoming`]);
});
