import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { storeOwnReading } from "./store-own-reading";

const field = (key: string, type: FieldSpec["type"]): FieldSpec => ({ key, label: key, type, required: true });
const fields = [field("what", "long_text"), field("day", "date"), field("cents", "money"), field("place", "text")];
const now = new Date("2026-11-29T12:00:00Z");

function read(values: Record<string, string>, ...messages: string[]) {
  const history = messages.map((content, index) => ({
    role: "user" as const,
    content,
    timestamp: now.toISOString(),
    seq: index + 1,
  }));
  const context = new Context(values, history);
  storeOwnReading(context, fields, now);
  return context;
}

test("stores the story, the day and the one amount, with the newest message as their source", () => {
  const context = read({}, "A van hit my car yesterday", "it costs $640");
  expect(context.values()).toMatchObject({
    what: expect.stringContaining("A van hit"),
    day: "2026-11-28",
    cents: 64_000,
  });
  expect(context.get("fact_sources")).toEqual({ what: 2, day: 2, cents: 2 });
  expect(context.get("place")).toBeUndefined();
});

test("stores no amount when there are several, and replaces no known fact", () => {
  const context = read({ day: "2026-11-01" }, "yesterday, $640 or $900");
  expect(context.get("cents")).toBeUndefined();
  expect(context.get("day")).toBe("2026-11-01");
});

test("stores nothing from nothing, and at most 600 characters of a long story", () => {
  expect(read({}).values()).toEqual({});
  expect(String(read({}, "It rained. ".repeat(1_000)).get("what")).length).toBe(600);
});
