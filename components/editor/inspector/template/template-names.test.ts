import { expect, test } from "vitest";
import { graphDefinitionSchema } from "@/lib/engine";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { findKeyUse } from "../schema/known-keys";
import { previewTemplate } from "./example-values";
import { findNames, namesAt, unknownNames } from "./template-names";

const claims = graphDefinitionSchema.parse({
  ...insuranceClaims,
  settings: insuranceClaims.settings?.map((one) => (one.key === "approval_limit" ? { ...one, value: 50_000 } : one)),
});
const { keys } = findKeyUse(claims);
const atReview = namesAt(claims, "manual_review", keys);
const atStart = namesAt(claims, "initial_claim_query", keys);

test("offers keys of earlier tasks and of every session", () => {
  expect(atReview.keys.has("amount_cents")).toBe(true);
  expect(atReview.keys.has("reference")).toBe(true);
  expect(atStart.keys.has("decision")).toBe(false);
});

test("finds names without a value, and names that later tasks write", () => {
  const template = "{{ reference }} {{ amount_cents | money }} {{ confirmed.place }} {{ settings.approval_limit }}";
  expect(unknownNames(template, atReview)).toEqual([]);
  const doubtful = "{{ amuont }} {{ settings.limit }} {% if decision == 'approve' %}x{% endif %}";
  expect(unknownNames(doubtful, atStart)).toEqual(["amuont", "settings.limit", "decision"]);
});

test("secrets are known where a template may name them, and shown as dots", () => {
  const template = "Bearer {{ secrets.CRM }} {{ secret.CRM }}";
  expect(unknownNames(template, atReview, true)).toEqual(["secret.CRM"]);
  expect(unknownNames(template, atReview)).toEqual(["secrets.CRM", "secret.CRM"]);
  expect(previewTemplate(template, keys, claims.settings)).toBe("Bearer •••");
});

test("finds the positions of names inside braces", () => {
  const template = "amuont {{ amuont | money }} {% if amuont %}";
  expect(findNames(template, ["amuont"]).map(({ from, to }) => [from, template.slice(from, to)])).toEqual([
    [10, "amuont"],
    [34, "amuont"],
  ]);
  expect(findNames("{{ never closed amuont", ["amuont"])).toHaveLength(1);
});

test.each(["{{", "{{ a }}"])("searches a long template of %j in linear time", (part) => {
  expect(growthOf((size) => findNames(part.repeat(size), ["x"]), 20_000)).toBeLessThan(mostLinearGrowth);
});

test("renders a preview with values of the right type", () => {
  const text = previewTemplate(
    "{{ reference }}: {{ amount_cents | money }}, {{ insurance_type }}, limit {{ settings.approval_limit | money }}",
    keys,
    claims.settings,
  );
  expect(text).toBe("CLM-7F3A: $1,250.00, car, limit $500.00");
});
