import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkGraph, type GraphDefinitionInput } from "@/lib/engine";
import { taskCatalog } from "./catalog";
import { fieldMeta, fieldsOf } from "./field-meta";
import { taskKinds } from "./kinds";

const kinds = Object.values(taskKinds);

/** Every field of a form, by its path. */
function fieldsIn(schema: z.ZodType, path: string): [path: string, schema: z.ZodType][] {
  if (fieldMeta.get(schema)?.widget === "parts") return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return fieldsIn(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray) return fieldsIn(schema.element as z.ZodType, path);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, field]) => [
    [`${path}.${key}`, field as z.ZodType],
    ...fieldsIn(field as z.ZodType, `${path}.${key}`),
  ]);
}

test("browsers and the server know the same kinds, in the same order", () => {
  expect(Object.keys(taskCatalog)).toEqual(Object.keys(taskKinds));
  for (const [name, kind] of Object.entries(taskKinds)) {
    const { create, check, checkStored: _, ...known } = taskCatalog[name] ?? {};
    expect(create).toBeTypeOf("function");
    // The server's check may also know the installation.
    expect(typeof check).toBe(typeof kind.check);
    expect({ ...known, check: kind.check }).toEqual({ check: undefined, ...kind });
  }
});

describe.each(kinds.map((kind) => [kind.kind, kind] as const))("the kind %s", (_name, kind) => {
  test("says in words what each of its fields is", () => {
    const found = fieldsIn(kind.configSchema, kind.kind);
    expect(found.filter(([, schema]) => !fieldMeta.get(schema)?.label).map(([path]) => path)).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
    expect(Object.keys(fieldsOf(kind.configSchema))).toContain("statusMessage");
  });

  test("begins with a config that may be published", () => {
    const config = kind.defaults();
    expect(kind.configSchema.parse(config)).toEqual(config);
    const graph: GraphDefinitionInput = {
      ...{ id: "new", name: "New", startTaskId: "one", edges: [] },
      tasks: [{ id: "one", kind: kind.kind, label: "One", config: { ...(config as object) } }],
    };
    // What it reads and where it leads is not yet there.
    const problems = checkGraph(graph, taskKinds).filter(({ code }) => code !== "unknown_field" && code !== "outcome");
    expect(problems).toEqual([]);
    expect(kind.summarize(config)).not.toBe("");
  });

  test("is drawn with an icon, and can be said from half a config", () => {
    expect(kind.icon).toMatch(/^[a-z0-9-]+$/);
    expect(() => kind.summarize({ ...(kind.defaults() as object) })).not.toThrow();
  });
});

describe("in a workflow that asks for facts", () => {
  const plate = { key: "plate", label: "Plate", type: "text", required: true };
  const helped = { key: "helped", label: "Answered", type: "yes_no", required: true };
  const tasks = [
    { id: "a", kind: "talk", label: "A", config: { fields: [plate] } },
    { id: "b", kind: "talk", label: "B", config: { fields: [helped], furtherQuestion: "more" } },
    { id: "c", kind: "confirm", label: "C", config: { fields: [plate] } },
  ];

  test.each(["review", "confirm"])("a new %s has these facts", (kind) => {
    const config = taskKinds[kind]?.defaults({ tasks } as never);
    expect(config).toMatchObject({ fields: [plate] });
    expect(taskKinds[kind]?.configSchema.safeParse(config).success).toBe(true);
    // In one that asks for nothing yet it is as in any workflow.
    expect(taskKinds[kind]?.defaults({ tasks: [] })).toEqual(taskKinds[kind]?.defaults());
  });
});
