import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { insuranceClaims } from "../shipped/insurance-claims";
import { describePath, type PathStep } from "./describe-path";

const definition = graphDefinitionSchema.parse(insuranceClaims);
const validator = "smart_claim_validator";
const told = { confirmed_at: "2026-11-15T09:30:00Z", insurance_type: "car" };
const start = { taskId: "confirm_details", values: { ...told, amount_cents: 33_000 } };
const step = (
  taskId: string,
  nextTaskId: string | null,
  set: PathStep["patch"]["set"] = {},
  action: string | null = "ContinueAndExecute",
): PathStep => ({ taskId, nextTaskId, action, patch: { set, remove: [] } });

test("an edge that was taken because no condition held explains why", () => {
  const { taken } = describePath(definition, start, [
    step("confirm_details", validator),
    step(validator, "manual_review", { small_claims_count: 4, small_claims_total_cents: 90_000 }),
  ]);
  expect(taken).toEqual({
    e6: { times: 1 },
    e8: { times: 1, because: ["number of recent small claims is 4"] },
  });
});

test("an edge whose condition held needs no explanation, and an unknown amount is named", () => {
  const counted = { small_claims_count: 0, small_claims_total_cents: 0 };
  expect(describePath(definition, start, [step(validator, "auto_approve", counted)]).taken).toEqual({
    e7: { times: 1 },
  });
  const unknown = { ...start, values: told };
  expect(describePath(definition, unknown, [step(validator, "manual_review", counted)]).taken).toEqual({
    e8: { times: 1, because: ["amount is not known"] },
  });
});

test("a task that was left for a person is skipped until a later round does its work", () => {
  const asked = { ...step("confirm_details", validator), statusMessage: "The claimant asked for a person" };
  const begun = { taskId: "confirm_details", values: { insurance_type: "car", amount_cents: 33_000 } };
  const toPerson = step(validator, "manual_review", { asked_for_person: true });
  const path = describePath(definition, begun, [asked, toPerson]);
  expect(path.skipped).toEqual(["confirm_details"]);
  expect(path.taken).toMatchObject({
    e8: { because: ["the facts are not confirmed", "the claimant asks for a person"] },
  });
  const again = [step("manual_review", "confirm_details", {}, "GoBack"), step("confirm_details", validator)];
  expect(describePath(definition, begun, [asked, toPerson, ...again]).skipped).toEqual([]);
});

test("repeated tasks and edges are counted; staying at a task is not a second visit", () => {
  const path = describePath(definition, start, [
    step("confirm_details", null, {}, "WaitForInput"),
    step("confirm_details", "confirm_details", {}, "WaitForInput"),
    step("confirm_details", validator),
    step(validator, "confirm_details", {}, "GoBack"),
    step("confirm_details", validator),
  ]);
  expect(path.visits).toEqual({ confirm_details: 2, [validator]: 2 });
  expect(path.taken).toEqual({ e6: { times: 2 } });
  expect(path.jumps).toEqual([{ from: validator, to: "confirm_details", times: 1, words: "went back" }]);
});

test("a jump is not counted as an edge between the same tasks, and has its own words", () => {
  const { taken, jumps } = describePath(definition, start, [
    step("confirm_details", validator, {}, "GoTo"),
    step(validator, "final_summary", {}, null),
    step("final_summary", "auto_approve"),
    step("auto_approve", "gone_in_this_version"),
  ]);
  expect(taken).toEqual({});
  expect(jumps.map(({ to, words }) => [to, words])).toEqual([
    [validator, "went straight here"],
    ["final_summary", "was moved by hand"],
    ["auto_approve", "came by an edge of another version"],
  ]);
});

test("of several edges between two tasks only the one that held was taken", () => {
  const { tasks, ...rest } = definition;
  const parallel = graphDefinitionSchema.parse({
    ...rest,
    tasks: tasks.filter(({ id }) => ["confirm_details", validator].includes(id)),
    startTaskId: "confirm_details",
    edges: [
      {
        id: "large",
        from: "confirm_details",
        to: validator,
        condition: { field: "amount_cents", op: "gt", value: 50_000 },
      },
      { id: "small", from: "confirm_details", to: validator },
    ],
  });
  expect(describePath(parallel, start, [step("confirm_details", validator)]).taken).toEqual({
    small: { times: 1, because: ["amount is $330"] },
  });
});
