import { expect, test } from "vitest";
import { z } from "zod";
import { conditionSchema } from "@/lib/engine/definition-kit";
import { described } from "@/lib/tasks/field-meta";
import { taskKinds } from "@/lib/tasks/kinds";
import { type FormField, formFields, groupFields, makeLabel } from "./schema-fields";

const schema = z.strictObject({
  name: described(z.string().min(1).max(60), { label: "Name", help: "What it is called." }),
  last: described(z.string().default("ready"), { label: "Status", group: "For staff", order: 100 }),
  tries: described(z.int().min(1).max(20).default(3), { label: "Tries", unit: "times" }),
  share: z.number().optional(),
  asksAgain: z.boolean().default(false),
  type: described(z.enum(["text", "money"]), { label: "Type", choices: { money: "Money" } }),
  languages: z.array(z.enum(["en", "de"])).optional(),
  codes: z.array(z.string()).optional(),
  rows: z.array(z.strictObject({ key: z.string(), when: conditionSchema })).max(5),
  value: described(z.union([z.string(), z.number(), z.boolean()]), { label: "Value", widget: "template" }),
  limit: described(z.union([z.int(), z.strictObject({ setting: z.string() })]), { label: "Limit", widget: "money" }),
  other: z.record(z.string(), z.number()),
});
const fields = new Map(formFields(schema).map((field) => [field.key, field]));
const field = (key: string): FormField => fields.get(key) as FormField;

test("reads label, help, unit and order from the metadata of any layer", () => {
  expect(field("name").meta).toMatchObject({ label: "Name", help: "What it is called." });
  expect(field("tries").meta).toMatchObject({ label: "Tries", unit: "times" });
  expect([...fields.keys()].at(-1)).toBe("last");
  expect(field("asksAgain").meta.label).toBe("Asks again");
});

test("finds required fields and defaults", () => {
  expect(field("name")).toMatchObject({ isRequired: true, defaultValue: undefined });
  expect(field("tries")).toMatchObject({ isRequired: false, defaultValue: 3 });
  expect(field("share")).toMatchObject({ isRequired: false, defaultValue: undefined });
});

test("finds the shape of every field", () => {
  expect(field("name").shape).toEqual({ type: "text", maxLength: 60 });
  expect(field("tries").shape).toEqual({ type: "number", isWhole: true, min: 1, max: 20 });
  expect(field("share").shape).toEqual({ type: "number", isWhole: false, min: null, max: null });
  expect(field("asksAgain").shape).toEqual({ type: "yes_no" });
  expect(field("type").shape).toEqual({ type: "choice", values: ["text", "money"] });
  expect(field("languages").shape).toEqual({ type: "choices", values: ["en", "de"] });
  expect(field("codes").shape).toEqual({ type: "lines" });
  expect(field("value").shape).toMatchObject({
    type: "either",
    shapes: [{ type: "text" }, { type: "number" }, { type: "yes_no" }],
  });
  expect(field("other").shape).toEqual({ type: "json" });
  const rows = field("rows").shape;
  expect(rows).toMatchObject({
    type: "rows",
    max: 5,
    columns: [{ key: "key" }, { key: "when", shape: { type: "condition" } }],
  });
});

test("allows a setting for money, durations and numbers, and where the schema allows one", () => {
  const takes = [...fields.values()].filter(({ takesSetting }) => takesSetting).map(({ key }) => key);
  expect(takes).toEqual(["tries", "share", "limit"]);
  expect(field("limit").shape).toMatchObject({ type: "number" });
});

test("groups fields, those without a group first", () => {
  expect(groupFields(formFields(schema)).map(({ group }) => group)).toEqual([null, "For staff"]);
});

test("makes a label from a key", () => {
  expect(["statusMessage", "into_key", "x"].map(makeLabel)).toEqual(["Status message", "Into key", "X"]);
});

test("gives every field of every kind its own label and an input other than JSON", () => {
  for (const { kind, configSchema } of Object.values(taskKinds)) {
    const all = formFields(configSchema);
    expect(all.length, kind).toBeGreaterThan(0);
    for (const { key, shape, meta } of all) {
      expect(shape.type, `${kind}.${key}`).not.toBe("json");
      expect(meta.label, `${kind}.${key}`).not.toBe("");
    }
  }
});
