import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkGraph, compileGraph, type GraphDefinition, type GraphProblem, graphDefinitionSchema } from "@/lib/engine";
import { taskCatalog } from "@/lib/tasks/catalog";
import { taskKinds } from "@/lib/tasks/kinds";
import { growthOf, mostLinearGrowth } from "@/lib/test-growth";
import { insuranceClaims } from "./insurance-claims";

const shipped = (): GraphDefinition => structuredClone(graphDefinitionSchema.parse(insuranceClaims));

type Key = string | number;
type Change = NonNullable<GraphProblem["fix"]>["changes"][number];

/** Applies a change as an editor does: the entries after a removed one move up. */
function apply(definition: unknown, { path, value }: Change): void {
  const at = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => (part as Record<Key, unknown>)?.[key], definition);
  if (typeof holder !== "object" || holder === null) throw new Error(`Nothing stands at ${path.join(".")}.`);
  if (value !== undefined) (holder as Record<Key, unknown>)[at] = value;
  else if (Array.isArray(holder)) holder.splice(Number(at), 1);
  else delete (holder as Record<Key, unknown>)[at];
}

/** Every place of a definition. */
function placesIn(value: unknown, path: Key[] = []): Key[][] {
  if (typeof value !== "object" || value === null) return [path];
  const entries: [Key, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([key, item]) => placesIn(item, [...path, key]))];
}

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    "",
    "x".repeat(90),
    "car",
    "final_summary",
    "manual_review",
    "{{ settings.approval_limit }}",
  ),
  fc.constantFrom<unknown>(
    { setting: "approval_limit" },
    { setting: "review_time" },
    { setting: "nothing" },
    "PT1H",
    5,
  ),
  fc.constantFrom<unknown>(
    { field: "amount_cents", op: "gte", value: { setting: "approval_limit" } },
    "__proto__",
    null,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
/** A place by its number, and its new value. */
const edit = fc.record({ place: fc.nat(), what: fc.constantFrom("replace", "remove", "double"), value: junk });

function editAt(definition: GraphDefinition, { place, what, value }: { place: number; what: string; value: unknown }) {
  const places = placesIn(definition);
  const path = places[place % places.length] ?? [];
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => (part as Record<Key, unknown>)[key], definition);
  if (what === "double" && Array.isArray(holder)) holder.push(structuredClone(holder[Number(path.at(-1))]));
  else apply(definition, { path, ...(what === "replace" && { value: structuredClone(value) }) });
}

describe("after any edits", { timeout: 60_000 }, () => {
  test("a definition compiles exactly when it has no problem", () => {
    let sound = 0;
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
        const definition = shipped();
        for (const one of edits) editAt(definition, one);
        const problems = checkGraph(definition, taskKinds);
        let isCompiled = true;
        try {
          compileGraph(definition, taskCatalog);
        } catch {
          isCompiled = false;
        }
        if (problems.length === 0) {
          sound++;
          expect(isCompiled).toBe(true);
        }
        expect(checkGraph(definition, taskCatalog)).toEqual(problems);
        for (const { message, fix } of problems) {
          expect(message).toMatch(/[.!?]$/);
          if (fix) expect(fix.changes.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
    expect(sound).toBeGreaterThan(10);
  });

  test("a fix can be applied, and its problem is gone", () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const definition = shipped();
        for (const one of edits) editAt(definition, one);
        for (const problem of checkGraph(definition, taskKinds)) {
          if (!problem.fix) continue;
          tried++;
          const mended = structuredClone(definition);
          for (const change of problem.fix.changes) apply(mended, change);
          const same = ({ code, message, path }: GraphProblem) => JSON.stringify([code, message, path]);
          const count = (problems: GraphProblem[]) => problems.filter((one) => same(one) === same(problem)).length;
          expect(count(checkGraph(mended, taskKinds))).toBeLessThan(count(checkGraph(definition, taskKinds)));
        }
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(50);
  });
});

test("any input is answered with problems, never with an error", () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (input) => {
      expect(checkGraph(input, taskKinds).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
  const part = fc.oneof(
    fc.anything(),
    fc.record({ id: fc.string(), key: fc.string(), from: fc.string(), to: fc.string() }),
  );
  fc.assert(
    fc.property(fc.array(part), fc.array(part), fc.array(part), fc.anything(), (tasks, edges, settings, start) => {
      const input = { ...shipped(), tasks, edges, settings, startTaskId: start };
      expect(checkGraph(input, taskKinds).length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
  const round: Record<string, unknown> = { ...shipped() };
  round.tasks = [round];
  expect(checkGraph(round, taskKinds).length).toBeGreaterThan(0);
  expect(
    checkGraph(JSON.parse('{"__proto__": {"tasks": 1}, "tasks": [{"__proto__": 1}]}'), taskKinds).length,
  ).toBeGreaterThan(0);
});

test("all problems are listed at once, whichever part is invalid", () => {
  const definition = shipped();
  const [talk, classify, car] = definition.tasks;
  Object.assign(talk ?? {}, { label: "" });
  Object.assign(classify ?? {}, { kind: "unheard_of" });
  Object.assign(car?.config ?? {}, { instructions: "" });
  definition.startTaskId = "nowhere";
  definition.tasks.push({ id: "loose", kind: "say", label: "Loose", config: { message: "{{ nothing_sets_this }}" } });
  definition.tasks.push({ id: "loose", kind: "delay", label: "Twice", config: { for: { setting: "review_time" } } });
  definition.edges.push({ id: "e99", from: "loose", to: "away" });
  definition.settings.push({ key: "spare", label: "Spare", type: "number", value: 1 });
  Object.assign(definition.edges.find(({ id }) => id === "e2")?.condition ?? {}, { value: "boat" });
  const found = checkGraph(definition, taskKinds);
  expect(found.map(({ code, taskId, edgeId, settingKey }) => [code, taskId ?? edgeId ?? settingKey])).toEqual(
    expect.arrayContaining([
      ["shape", "initial_claim_query"],
      ["unknown_kind", "insurance_type_classifier"],
      ["config", "car_insurance_details"],
      ["start", undefined],
      ["duplicate_id", "loose"],
      ["dangling_edge", "e99"],
      ["unreachable", "loose"],
      ["unknown_field", "loose"],
      ["condition_type", "e2"],
      ["setting", "spare"],
    ]),
  );
  expect(found.find(({ code }) => code === "config")?.message).toBe(
    '"Car Insurance Details": "Instructions" is empty.',
  );
});

/** The shipped tasks over and over, with three edges for each; two of the three have conditions. */
function graphOf(size: number): GraphDefinition {
  const { tasks, ...rest } = shipped();
  const condition = { field: "amount_cents", op: "lt" as const, value: { setting: "approval_limit" } };
  return {
    ...{ ...rest, startTaskId: "t0" },
    tasks: Array.from({ length: size }, (_, index) => ({
      ...(tasks[index % tasks.length] as GraphDefinition["tasks"][number]),
      id: `t${index}`,
    })),
    edges: Array.from({ length: 3 * size }, (_, index) => ({
      ...{ id: `e${index}`, from: `t${index % size}`, to: `t${(index * 7 + 1) % size}` },
      ...(index >= size && { condition }),
    })),
  };
}

test("the time to check grows with the graph, not with its square", () => {
  // 500 tasks are the most that a graph may have.
  expect(growthOf((size) => checkGraph(graphOf(size), taskKinds), 125)).toBeLessThan(mostLinearGrowth);
});
