import { describe, expect, test } from "vitest";
import { Context, checkGraph, compileGraph } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { insuranceClaims } from "./insurance-claims";

test("the shipped workflow may be published", () => {
  expect(checkGraph(insuranceClaims, taskCatalog)).toEqual([]);
});

describe("the gate", () => {
  const graph = compileGraph(insuranceClaims, taskCatalog);
  const gate = (values: Record<string, number | string | boolean>) =>
    graph.findNextTask(
      "smart_claim_validator",
      new Context({
        confirmed_at: "2026-11-23T10:00:00.000Z",
        insurance_type: "car",
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

  test("a claim with an unknown amount goes to a person", () => {
    expect(gate({})).toBe("manual_review");
  });

  test("a claim whose facts are not confirmed goes to a person", () => {
    const unconfirmed = new Context({
      insurance_type: "car",
      amount_cents: 100,
      small_claims_count: 1,
      small_claims_total_cents: 100,
    });
    expect(graph.findNextTask("smart_claim_validator", unconfirmed)).toBe("manual_review");
  });

  test.each([
    ["an injury was told", { told_injury: "My arm is broken." }],
    ["it is neither a car nor an apartment", { insurance_type: "other" }],
    ["the claimant asked for a person", { asked_for_person: true }],
  ])("a small amount goes to a person when %s", (_why, values) => {
    expect(gate({ amount_cents: 30_000 })).toBe("auto_approve");
    expect(gate({ amount_cents: 30_000, ...values })).toBe("manual_review");
  });

  test("a claim about neither a car nor an apartment goes to a person", () => {
    const next = (insurance_type?: string) =>
      graph.findNextTask("insurance_type_classifier", new Context(insurance_type ? { insurance_type } : {}));
    expect([next("car"), next("apartment"), next("other"), next()]).toEqual([
      "car_insurance_details",
      "apartment_insurance_details",
      "manual_review",
      "manual_review",
    ]);
  });

  test("the fourth small claim of a day, or small claims that add up to the limit, go to a person", () => {
    expect(gate({ amount_cents: 10_000, small_claims_count: 4 })).toBe("manual_review");
    expect(gate({ amount_cents: 40_000, small_claims_total_cents: 100_000 })).toBe("manual_review");
    expect(gate({ amount_cents: 40_000, small_claims_count: 3, small_claims_total_cents: 99_999 })).toBe(
      "auto_approve",
    );
  });

  test("only an approval leads to manual_approval", () => {
    const next = (decision?: string) => graph.findNextTask("manual_review", new Context(decision ? { decision } : {}));
    expect([next("approve"), next("reject"), next("approved"), next()]).toEqual([
      "manual_approval",
      "final_summary",
      "final_summary",
      "final_summary",
    ]);
  });
});
