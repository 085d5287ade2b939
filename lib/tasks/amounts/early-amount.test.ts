import { expect, test } from "vitest";
import { Context, graphDefinitionSchema } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { askEarlyAmount, takeEarlyAmount } from "./early-amount";

const what: FieldSpec = { key: "description", label: "What happened", type: "long_text", required: true };
const amount = { key: "amount_cents", label: "Amount", type: "money", required: true };
const task = (id: string, fields: object[]) => ({
  ...{ id, kind: "talk", label: id },
  config: { instructions: "Ask.", fields: fields.map((field) => ({ ...field })) },
});
const graph = graphDefinitionSchema.parse({
  ...{ id: "g", name: "G", startTaskId: "one" },
  tasks: [task("one", [what]), task("two", [amount])],
  edges: [{ id: "e", from: "one", to: "two" }],
});
const reply = (text: string) => ({ text, messageSeq: 2, now: new Date("2026-11-29T12:00:00Z") });

test("an amount with two readings is asked about before its own task, and a yes takes it", () => {
  const context = new Context();
  expect(askEarlyAmount(context, graph, [what], "the repair is 1.250,50")).toContain("Do you mean $1,250.50?");
  expect(takeEarlyAmount(context, graph, [what], reply("yes"))).toBe("I have noted the amount: $1,250.50.");
  expect(context.get("amount_cents")).toBe(125_050);
});

test("nothing is asked about a clear amount, without one, or when it is known", () => {
  expect(askEarlyAmount(new Context(), graph, [what], "the repair is $640")).toBe("");
  expect(askEarlyAmount(new Context(), graph, [what], "a van hit my car")).toBe("");
  expect(askEarlyAmount(new Context({ amount_cents: 1 }), graph, [what], "the repair is 1.250,50")).toBe("");
});

test("a yes without an offer takes nothing", () => {
  const context = new Context();
  expect(takeEarlyAmount(context, graph, [what], reply("yes"))).toBe("");
  askEarlyAmount(context, graph, [what], "the repair is 1.250,50");
  expect(takeEarlyAmount(context, graph, [what], reply("no"))).toBe("");
  expect(takeEarlyAmount(context, graph, [what], reply("yes"))).toBe("");
});
