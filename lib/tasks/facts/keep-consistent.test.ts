import { describe, expect, test } from "vitest";
import { Context, type JsonObject } from "@/lib/engine";
import type { FieldSpec } from "../schema";
import { keepConsistent, knownFacts } from "./keep-consistent";

const spec = (key: string, type: FieldSpec["type"]): FieldSpec => ({ key, label: key, type, required: false });
const fields: FieldSpec[] = [
  spec("story", "long_text"),
  spec("place", "text"),
  {
    ...spec("type", "choice"),
    options: [
      { value: "car", label: "Car" },
      { value: "apartment", label: "Apartment" },
    ],
  },
];

/** The facts after `after` has replaced `before`. */
function consistentFacts(before: JsonObject, after: JsonObject): JsonObject {
  const context = new Context(before);
  const known = knownFacts(context, fields);
  for (const [key, value] of Object.entries(after)) context.set(key, value);
  keepConsistent(context, fields, known, { messageSeq: 1, now: new Date("2026-11-29T12:00:00Z") });
  return Object.fromEntries(fields.map(({ key }) => [key, context.get(key) ?? null]));
}

describe("facts that changed", () => {
  const pipe = { story: "A pipe burst in my kitchen.", place: "my kitchen", type: "apartment" };

  test("take another room into the description", () => {
    expect(consistentFacts(pipe, { place: "the bathroom" })).toEqual({
      ...{ story: "A pipe burst in the bathroom.", place: "the bathroom", type: "apartment" },
    });
  });

  test("leave a room in the description that an address only makes more exact", () => {
    expect(consistentFacts(pipe, { place: "5 Elm Street" })).toEqual({ ...pipe, place: "5 Elm Street" });
  });

  test("take a place with them that only the old description named, and the type", () => {
    expect(consistentFacts(pipe, { story: "A truck hit my car." })).toEqual({
      ...{ story: "A truck hit my car.", place: null, type: "car" },
    });
  });

  test("leave no place at the start of a description that is known as the place", () => {
    const paris = { story: "Paris, a van hit my car.", type: "car" };
    expect(consistentFacts(paris, { place: "Paris" })).toMatchObject({ story: "A van hit my car.", place: "Paris" });
    expect(consistentFacts(paris, { place: "Par" })).toMatchObject({ story: "Paris, a van hit my car." });
  });

  test("leave a type that was chosen with them, and one that the description does not tell", () => {
    expect(consistentFacts({ ...pipe, type: "car" }, { story: "My window broke.", type: "apartment" })).toMatchObject({
      type: "apartment",
    });
    expect(consistentFacts(pipe, { story: "My window broke." })).toMatchObject({ type: "apartment" });
  });

  test("leave no amount and no day in a description that was typed, and the rest as it was typed", () => {
    expect(consistentFacts(pipe, { story: "a pipe burst yesterday, $300" })).toMatchObject({ story: "A pipe burst." });
    expect(consistentFacts(pipe, { story: "hello, a pipe burst" })).toMatchObject({ story: "hello, a pipe burst" });
  });
});
