import { expect, it } from "vitest";
import { z } from "zod";
import { describeSchema, jsonSchemaOf, shapeOf } from "./describe-schema";

const schema = jsonSchemaOf(
  z.object({
    facts: z.object({
      day: z.string().nullable().describe("When.\nAn ISO date"),
      amounts: z.array(z.string().max(9)).max(3).describe("Money"),
    }),
    sure: z.boolean(),
    label: z.enum(["car", "pet"]),
  }),
);

it("describes each field in one line, in order", () => {
  expect(describeSchema(schema).split("\n").slice(1)).toEqual([
    "- facts.day (text or null): When.",
    "  An ISO date",
    "- facts.amounts (list of text, at most 3): Money",
    "- sure (true or false)",
    '- label ("car" or "pet")',
  ]);
});

it("describes an empty schema", () => expect(describeSchema({}).split("\n")).toHaveLength(1));

it("keeps the shape without descriptions, with or without limits of length", () => {
  const limited = JSON.stringify(shapeOf(schema, "with_limits"));
  expect(limited).not.toContain("description");
  expect(limited).toContain('"maxItems":3');
  expect(JSON.stringify(shapeOf(schema, "without_limits"))).not.toMatch(/maxItems|maxLength/);
});

it("keeps a property that is named like a keyword", () => {
  const named = jsonSchemaOf(z.object({ description: z.string().describe("What happened"), maxLength: z.number() }));
  expect(Object.keys(shapeOf(named, "without_limits").properties ?? {})).toEqual(["description", "maxLength"]);
});
