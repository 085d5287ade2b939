import { expect, test } from "vitest";
import { Context } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { factSourcesKey, statedSourcesKey, summarisedKey } from "./context-keys";
import { correctFact, factsOf, forgetFact, setFact, takeTypedFacts } from "./facts";

const place: FieldSpec = { key: "place", label: "Where", type: "text", required: false };
const now = new Date("2026-11-29T12:00:00Z");

/** A context in which the claimant has written so many messages. */
const told = (count: number) =>
  new Context(
    {},
    Array.from({ length: count }, (_, index) => ({
      ...{ role: "user" as const, content: `message ${index + 1}`, timestamp: now.toISOString(), seq: index + 1 },
    })),
  );
const where = (context: Context) => factsOf([place], context)[0]?.text ?? null;

test("a fact that was forgotten does not come back from older words, but from newer ones and from a form", () => {
  const context = told(3);
  setFact(context, place, "Main Street", 1);
  forgetFact(context, place);
  expect(context.get(factSourcesKey)).toBeUndefined();
  setFact(context, place, "Main Street", 1);
  setFact(context, place, "Main Street", 3);
  expect(where(context)).toBeNull();
  setFact(context, place, "Oak Street", 4);
  expect(where(context)).toBe("Oak Street");
  forgetFact(context, place);
  setFact(context, place, "Elm Street", null);
  expect(where(context)).toBe("Elm Street");
});

test("a forgotten fact no longer counts as summarised", () => {
  const context = told(1);
  context.set("place", "somewhere");
  context.set(summarisedKey, ["place"]);
  forgetFact(context, place);
  expect(context.get(summarisedKey)).toEqual([]);
});

test("a fact that a reviewer corrected keeps the message in which it was stated, until it is told anew", () => {
  const context = told(3);
  const source = () => factsOf([place], context)[0]?.sourceMessageSeq;
  setFact(context, place, "Main Street", 1);
  correctFact(context, place, "Oak Street");
  correctFact(context, place, "Elm Street");
  expect([where(context), source()]).toEqual(["Elm Street", 1]);
  // Its value is not the one of the message: late changes do not begin there.
  expect(context.get(factSourcesKey)).toBeUndefined();
  setFact(context, place, "Mill Lane", 3);
  expect([source(), context.get(statedSourcesKey)]).toEqual([3, undefined]);
  correctFact(context, place, "Hill Road");
  forgetFact(context, place);
  expect(source()).toBeNull();
});

test("a form's value counts only for the fact that the form had shown", () => {
  const context = told(1);
  setFact(context, place, "Oak Street", 1);
  const refused = takeTypedFacts(
    context,
    [place],
    { facts: { place: "Elm Street" }, shown: { place: "Main Street" } },
    now,
  );
  expect(refused.get("place")).toBe(
    "Where was changed to Oak Street meanwhile. You typed Elm Street, which is not saved.",
  );
  expect(where(context)).toBe("Oak Street");
  expect(takeTypedFacts(context, [place], { facts: { place: "Oak Street" }, shown: { place: "" } }, now).size).toBe(0);
  takeTypedFacts(context, [place], { facts: { place: null }, shown: { place: "Oak Street" } }, now);
  expect(where(context)).toBeNull();
});
