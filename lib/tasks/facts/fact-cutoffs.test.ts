import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import { cutoffOf, mayTell, setCutoff } from "./fact-cutoffs";

const place = { key: "place" };

test("every message tells a fact without a cutoff", () => {
  expect(cutoffOf(new Context(), place)).toBeUndefined();
  expect(mayTell(new Context(), place, 0)).toBe(true);
});

test("messages up to the cutoff no longer tell the fact; newer ones and a form do", () => {
  const context = new Context();
  setCutoff(context, place, 5);
  expect([4, 5, 6, null].map((seq) => mayTell(context, place, seq))).toEqual([false, false, true, true]);
  expect(mayTell(context, { key: "other" }, 1)).toBe(true);
});

test("sessions that began earlier keep their cutoffs under both keys", () => {
  const context = new Context({ forgotten_facts: { place: 3 }, told_anew: { place: 7, day: 2 } });
  expect([cutoffOf(context, place), cutoffOf(context, { key: "day" })]).toEqual([7, 2]);
  setCutoff(context, place, 9);
  expect(cutoffOf(context, place)).toBe(9);
  expect(context.get("told_anew")).toEqual({ place: 7, day: 2 });
});

test("a field that is named like a part of every object has no cutoff by itself", () => {
  const context = new Context({ forgotten_facts: {}, told_anew: {} });
  expect(cutoffOf(context, { key: "constructor" })).toBeUndefined();
});
