import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { takeLateChanges } from "./late-changes";

const what: FieldSpec = { key: "description", label: "What happened", type: "long_text", required: true };
const day: FieldSpec = { key: "incident_date", label: "When", type: "date", required: false };
const now = new Date("2026-11-29T12:00:00Z");
const told = (values: Record<string, string | Record<string, number>>, ...messages: string[]) =>
  new Context(
    values,
    messages.map((content, index) => ({ role: "user", content, timestamp: now.toISOString(), seq: index + 1 })),
  );
const story = { description: "My bike was stolen.", fact_sources: { description: 1 } };

test("a description that a later message corrects is changed", () => {
  const context = told(story, "My bike was stolen", "Not my bike, my car was stolen");
  expect(takeLateChanges(context, [what], now)).toBe("");
  expect(context.get("description")).toMatch(/car was stolen/i);
});

test("a correction that does not tell what happened is asked about, and older messages do not answer it", () => {
  const context = told(story, "My bike was stolen", "sorry, it was my motorbike, not my bike");
  const question = takeLateChanges(context, [what], now);
  if (question === "") expect(context.get("description")).toMatch(/motorbike/i);
  else expect(question).toMatch(/^What happened/);
});

test("messages that change nothing, and those before the description, are left alone", () => {
  const context = told({ ...story, fact_sources: { description: 2 } }, "not a bike", "My bike was stolen", "thanks");
  expect(takeLateChanges(context, [what], now)).toBe("");
  expect(context.get("description")).toBe("My bike was stolen.");
});

test("a day in the future is asked about, unless the claimant removed it", () => {
  const messages = ["It happened on 3 January 2030"];
  expect(takeLateChanges(told({}, ...messages), [day], now)).toContain("in the future");
  expect(takeLateChanges(told({ forgotten_facts: { incident_date: 1 } }, ...messages), [day], now)).toBe("");
  expect(takeLateChanges(told({ incident_date: "2026-11-28" }, ...messages), [day], now)).toBe("");
});
