import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { beforeAll, describe, expect, test } from "vitest";
import { asDesigner } from "@/lib/auth/principal";
import { withTestDatabase } from "@/lib/db/testing/test-database";
import type { GraphDefinition } from "@/lib/engine";
import { draftDefinitionSchema } from "../commands/document";
import { publishWorkflow } from "../publishing/publish-workflow";
import type { LayoutBody } from "../schema";
import { letterWorkflow } from "../test-drafts";
import { layoutDraft } from "./layout-draft";

const mira = asDesigner({
  userId: randomUUID(),
  name: "Mira",
  email: "m@example.com",
  roles: ["designer"],
  queues: [],
});

withTestDatabase();
beforeAll(() => publishWorkflow(letterWorkflow("letters")));
const layout = (body: LayoutBody) => layoutDraft(mira, "letters", body);

/** A chain of tasks. Every third task has an edge back. */
const chainOf = (count: number): GraphDefinition => {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  return draftDefinitionSchema.parse({
    id: "chain",
    name: "Chain",
    startTaskId: "t0",
    tasks: ids.map((id) => ({ id, kind: "say", label: `Task ${id}`, config: { message: "Hello" } })),
    edges: ids.flatMap((id, index) => [
      ...(index > 0 ? [{ id: `e${index}`, from: `t${index - 1}`, to: id }] : []),
      ...(index % 3 === 2 ? [{ id: `b${index}`, from: id, to: `t${index - 2}` }] : []),
    ]),
  });
};

const areApart = (positions: Record<string, { x: number; y: number }>) => {
  const all = Object.values(positions);
  return all.every((one, index) =>
    all.slice(index + 1).every((other) => Math.abs(one.x - other.x) >= 224 || Math.abs(one.y - other.y) >= 50),
  );
};

describe("tidying up", () => {
  test("gives every task a place of its own", async () => {
    const { positions } = await layout({ definition: chainOf(7) });
    expect(Object.keys(positions).sort()).toEqual(["t0", "t1", "t2", "t3", "t4", "t5", "t6"]);
    expect(areApart(positions)).toBe(true);
  });

  test("accepts unfinished drafts: without tasks, with an edge to a missing task, with an unknown kind", async () => {
    expect(await layout({ definition: chainOf(0) })).toEqual({ positions: {} });
    const definition = chainOf(2);
    const odd = {
      ...definition,
      startTaskId: "nothing",
      tasks: definition.tasks.map((task) => ({ ...task, kind: "gone", label: "" })),
      edges: [...definition.edges, { id: "loose", from: "t1", to: "nowhere" }],
    };
    expect(Object.keys((await layout({ definition: odd })).positions)).toEqual(["t0", "t1"]);
  });

  test("keeps given positions and places the other tasks near connected tasks", async () => {
    const given = { t0: { x: 5_000, y: 700 }, t1: { x: 5_000, y: 900 } };
    const { positions } = await layout({ definition: chainOf(6), positions: given });
    expect(positions).toMatchObject(given);
    expect(areApart(positions)).toBe(true);
    for (const id of ["t2", "t3", "t4", "t5"]) {
      expect(Math.abs((positions[id]?.x ?? 0) - 5_000)).toBeLessThan(1_500);
      expect(positions[id]?.y).toBeGreaterThan(900);
    }
  });

  test("refuses duplicate ids", async () => {
    const definition = chainOf(2);
    const duplicated = { ...definition, tasks: [...definition.tasks, ...definition.tasks.slice(0, 1)] };
    await expect(layout({ definition: duplicated })).rejects.toMatchObject({ code: "invalid" });
  });

  test("treats ids that differ only in case as different tasks", async () => {
    const definition = chainOf(1);
    const both = { ...definition, tasks: [...definition.tasks, { ...definition.tasks[0], id: "T0" } as never] };
    expect(areApart((await layout({ definition: both })).positions)).toBe(true);
  });

  test("does not block the event loop with 500 tasks", async () => {
    const definition = chainOf(500);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const start = performance.now();
    delay.enable();
    const { positions } = await layout({ definition });
    delay.disable();
    expect(Object.keys(positions)).toHaveLength(500);
    // ELK takes most of the time in its own thread. This thread describes the cards and copies the graph.
    expect(delay.max / 1e6).toBeLessThan((performance.now() - start) / 3);
  });
});
