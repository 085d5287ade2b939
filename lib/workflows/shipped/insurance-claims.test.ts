import { describe, expect, test } from "vitest";
import { Context, checkGraph, compileGraph } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { insuranceClaims } from "./insurance-claims";

test("the shipped workflow may be published", () => {
  expect(checkGraph(insuranceClaims, taskCatalog)).toEqual([]);
});

describe("the gate", () => {
  const graph = compileGraph(insuranceClaims, taskCatalog);
  const gate = (values: Record<string, number>) =>
    graph.findNextTask(
      "smart_claim_validator",
      new Context({
        confirmed_at: "2026-11-23T10:00:00.000Z",
        small_claims_count: 1,
        small_claims_total_cents: values.amount_cents ?? 0,
        ...values,
      }),
    );

  test.each([
    [99_999, "auto_approve"],
    [100_000, "manual_review"],
    [1, "auto_approve"],
    [0, "manual_review"],
    [-500, "manual_review"],
  ])("an amount of %d cents goes to %s", (amount_cents, expected) => {
    expect(gate({ amount_cents })).toBe(expected);
  });

  test("an amount that is not known goes to a person", () => {
    expect(gate({})).toBe("manual_review");
  });

  test("an amount that the claimant has not confirmed goes to a person", () => {
    const unconfirmed = new Context({ amount_cents: 100, small_claims_count: 1, small_claims_total_cents: 100 });
    expect(graph.findNextTask("smart_claim_validator", unconfirmed)).toBe("manual_review");
  });

  test("the fourth small claim of a day, or small claims that add up to the limit, go to a person", () => {
    expect(gate({ amount_cents: 10_000, small_claims_count: 4 })).toBe("manual_review");
    expect(gate({ amount_cents: 40_000, small_claims_total_cents: 100_000 })).toBe("manual_review");
    expect(gate({ amount_cents: 40_000, small_claims_count: 3, small_claims_total_cents: 99_999 })).toBe(
      "auto_approve",
    );
  });

  test("only an approval leads to the approval", () => {
    const next = (decision?: string) => graph.findNextTask("manual_review", new Context(decision ? { decision } : {}));
    expect([next("approve"), next("reject"), next("approved"), next()]).toEqual([
      "manual_approval",
      "final_summary",
      "final_summary",
      "final_summary",
    ]);
  });
});
