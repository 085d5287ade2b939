import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { type FacetCopy, facetsAfter, facetsOf } from "./facets";

/** The facets of an application about trips. */
const tripFacets: FacetCopy = {
  referenceKey: "booking",
  keys: ["destination"],
  copy: (read) => ({
    subject: read("destination"),
    ...{ amountCents: undefined, currency: undefined, confirmedAt: undefined, outcome: undefined, flags: undefined },
  }),
};
const none = { subject: null, amountCents: null, currency: "USD", confirmedAt: null, outcome: null, flags: [] };

test("the application says which values of the context are copied", () => {
  const values = { destination: "Oslo", insurance_type: "Vehicle", amount_cents: 64_000 };
  expect(facetsOf(tripFacets, values)).toEqual({ ...none, subject: "Oslo" });
  expect(facetsOf(claimFacets, values)).toEqual({ ...none, subject: "Vehicle", amountCents: 64_000 });
});

test("a step that changes none of the keys leaves the columns", () => {
  const context = new Context({ destination: "Oslo" });
  expect(facetsAfter(tripFacets, context, { set: { insurance_type: "Vehicle" }, remove: ["outcome"] })).toBeUndefined();
  expect(facetsAfter(claimFacets, context, { set: { destination: "Rome" }, remove: [] })).toBeUndefined();
});

test("values of the step replace those of the context, and a removed value is null", () => {
  const context = new Context({ insurance_type: "Vehicle", amount_cents: 64_000, outcome: "approved" });
  const patch = { set: { amount_cents: 50_000 }, remove: ["outcome"] };
  expect(facetsAfter(claimFacets, context, patch)).toEqual({ ...none, subject: "Vehicle", amountCents: 50_000 });
});

test.each([
  ["amount_cents", [-1, 12.5, "640", 2 ** 31, null]],
  ["confirmed_at", ["yesterday", 5, ["2026-11-14T12:00:00.000Z"]]],
  ["insurance_type", [true, {}, ["Vehicle"]]],
  ["currency", [5, null]],
  ["outcome", [{}]],
  ["flags", ["urgent", { urgent: true }, [1, null, {}]]],
])("%s is stored as no value when the column cannot hold it", (key, values) => {
  for (const value of values) expect(facetsOf(claimFacets, { [key]: value })).toEqual(none);
});

test("the texts among the flags are stored", () => {
  expect(facetsOf(claimFacets, { flags: ["urgent", 5] }).flags).toEqual(["urgent"]);
});
