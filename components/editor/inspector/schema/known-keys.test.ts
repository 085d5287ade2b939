import { expect, test } from "vitest";
import { type GraphDefinition, graphDefinitionSchema } from "@/lib/engine";
import { timeOf } from "@/lib/test-growth";
import { insuranceClaims } from "@/lib/workflows/shipped/insurance-claims";
import { findKeyUse, findUses, keysOf, tasksBefore } from "./known-keys";

const claims: GraphDefinition = graphDefinitionSchema.parse(insuranceClaims);
const known = findKeyUse(claims);
const { keys } = known;

test("finds every key with its name, type, writers and readers", () => {
  const amount = keys.get("amount_cents");
  expect(amount).toMatchObject({ name: "amount", type: { input: "money" } });
  expect(amount?.writtenBy.map(({ taskId }) => taskId)).toContain("car_insurance_details");
  expect(findUses(known, "amount_cents").readBy.map(({ edgeId }) => edgeId)).toContain("e7");
  expect(keys.get("insurance_type")?.type).toMatchObject({ input: "choice" });
  expect(keys.get("confirmed.amount_cents")?.type.input).toBe("money");
});

test("finds the readers of a key or of a part of it, also when no task writes it", () => {
  const edges = claims.edges.map((edge) =>
    edge.id === "e6" ? { ...edge, condition: { field: "checks.first.done", op: "exists" as const } } : edge,
  );
  const { writtenBy, readBy } = findUses(findKeyUse({ ...claims, edges }), "checks");
  expect(writtenBy).toEqual([]);
  expect(readBy.map(({ edgeId }) => edgeId)).toEqual(["e6"]);
});

test("leaves out keys that tasks only remove", () => {
  const only = { ...claims, tasks: claims.tasks.filter(({ id }) => id === "initial_claim_query"), edges: [] };
  expect(findKeyUse(only).keys.has("confirmed_at")).toBe(false);
});

test("reads a config that names a setting", () => {
  const time = { key: "time", label: "Time", type: "duration" as const, value: "PT4H" };
  const settings = [...claims.settings, time];
  const tasks = claims.tasks.map((task) =>
    task.kind === "review" ? { ...task, config: { ...task.config, dueIn: { setting: "time" } } } : task,
  );
  expect(findKeyUse({ ...claims, settings, tasks }).keys.get("decision")?.writtenBy).toHaveLength(1);
});

test("finds no key of a task with an unknown kind or an invalid config", () => {
  expect(keysOf({ id: "a", kind: "gone", label: "A", config: {} })).toEqual({ writes: {}, reads: [] });
  expect(keysOf({ id: "a", kind: "review", label: "A", config: { queue: 1 } })).toEqual({ writes: {}, reads: [] });
});

test("finds the tasks that lead to a task", () => {
  const before = tasksBefore(claims, "confirm_details");
  expect([...before].toSorted()).toEqual([
    ...["apartment_insurance_details", "car_insurance_details", "initial_claim_query", "insurance_type_classifier"],
  ]);
});

test("reads only the changed one of 500 tasks again", () => {
  const tasks = Array.from({ length: 500 }, (_, index) => {
    const task = claims.tasks[index % claims.tasks.length];
    return { ...task, id: `t${index}`, label: `Task ${index}` } as (typeof claims.tasks)[number];
  });
  const edges = tasks
    .slice(1)
    .map(({ id }, index) => ({ ...claims.edges[index % 13], id: `e${index}`, from: `t${index}`, to: id }));
  const large = { ...claims, tasks, edges };
  findKeyUse(large);
  const anew = timeOf(() => findKeyUse(structuredClone(large)));
  const again = timeOf(() => {
    findKeyUse({ ...large, tasks: tasks.map((task, at) => (at === 7 ? { ...task } : task)) });
  });
  expect(again).toBeLessThan(anew / 5);
});
