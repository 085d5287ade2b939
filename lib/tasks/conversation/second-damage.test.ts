import { expect, test } from "vitest";
import { Context, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { claimLabels } from "../questions/describe-workflow";
import type { FieldSpec } from "../schema";
import { storeSecondDamage } from "./second-damage";

const graph = graphDefinitionSchema.parse(insuranceClaims);
const into = claimLabels(graph)?.into ?? "";
const what: FieldSpec = { key: "description", label: "What happened", type: "long_text", required: true };
const car = { [into]: "car", description: "A van hit my car." };

function tell(text: string, values: JsonObject = car) {
  const context = new Context(values);
  const position = { graph, taskId: "confirm_details", context, now: new Date("2026-11-29T12:00:00Z") };
  return { words: storeSecondDamage(position, [what], text), apart: context.get("filed_apart"), context };
}

test("damage to another thing is filed apart, and changes nothing of the claim", () => {
  const { words, apart, context } = tell("the storm also broke my kitchen window");
  expect(words).toMatch(/more than one matter: car and .*start a new claim/);
  expect(apart).toMatch(/apartment/i);
  expect(context.values()).toMatchObject(car);
});

test("more damage to the same thing is none, and neither is the first story", () => {
  expect(tell("the mirror is broken too").words).toBe("");
  expect(tell("the storm also broke my kitchen window", { [into]: "car" }).words).toBe("");
  expect(tell("the storm also broke my kitchen window", { description: "x" }).words).toBe("");
});
