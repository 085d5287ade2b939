import { describe, expect, test } from "vitest";
import { type GraphDefinition, type GraphDefinitionInput, graphDefinitionSchema } from "@/lib/engine";
import { layoutGraph } from "./layout-graph";
import type { GraphView } from "./schema";

const meta = { workflowId: "claims", versionNumber: 3 };

/** A claim as it is shipped: two branches, two ways to approve, one end. */
function claims(change: Partial<GraphDefinitionInput> = {}): GraphDefinition {
  const task = (id: string) => ({ id, kind: "unheard_of", label: id.replaceAll("_", " ") });
  return graphDefinitionSchema.parse({
    id: "claims",
    name: "Claims",
    startTaskId: "initial_query",
    tasks: [
      "initial_query",
      "classifier",
      "car_details",
      "apartment_details",
      "confirm_details",
      "validator",
      "auto_approve",
      "manual_review",
      "manual_approval",
      "final_summary",
    ].map(task),
    edges: [
      { id: "a", from: "initial_query", to: "classifier" },
      {
        id: "b",
        from: "classifier",
        to: "car_details",
        condition: { field: "insurance_type", op: "eq", value: "car" },
      },
      { id: "c", from: "classifier", to: "apartment_details" },
      { id: "d", from: "car_details", to: "confirm_details" },
      { id: "e", from: "apartment_details", to: "confirm_details" },
      { id: "f", from: "confirm_details", to: "validator" },
      {
        id: "g",
        from: "validator",
        to: "auto_approve",
        condition: { field: "amount_cents", op: "lt", value: 100_000 },
      },
      { id: "h", from: "validator", to: "manual_review" },
      {
        id: "i",
        from: "manual_review",
        to: "manual_approval",
        condition: { field: "approved", op: "eq", value: true },
        label: "approved",
      },
      { id: "j", from: "manual_review", to: "final_summary" },
      { id: "k", from: "auto_approve", to: "final_summary" },
      { id: "l", from: "manual_approval", to: "final_summary" },
      { id: "m", from: "confirm_details", to: "initial_query", condition: { field: "start_again", op: "exists" } },
    ],
    ...change,
  });
}

type Box = { x: number; y: number; width: number; height: number };
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const labelBoxes = (graph: GraphView) => graph.edges.flatMap((edge) => edge.route?.label ?? []);
const labelOf = (graph: GraphView, id: string) => graph.edges.find((edge) => edge.id === id)?.label;

describe("the picture of a workflow", () => {
  test("no card and no label lies on another", async () => {
    const graph = await layoutGraph(claims(), meta);
    const boxes: Box[] = [...graph.nodes, ...labelBoxes(graph)];
    expect(boxes).toHaveLength(10 + 8);
    for (const [index, box] of boxes.entries()) {
      expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
    }
  });

  test("no edge runs through a card", async () => {
    const graph = await layoutGraph(claims(), meta);
    for (const { route } of graph.edges) {
      const points = route?.points ?? [];
      expect(points.length).toBeGreaterThan(1);
      for (const [index, to] of points.slice(1).entries()) {
        const from = points[index] ?? to;
        const line = {
          x: Math.min(from.x, to.x),
          y: Math.min(from.y, to.y),
          width: Math.abs(from.x - to.x),
          height: Math.abs(from.y - to.y),
        };
        // One pixel smaller all round: an edge may touch the border of the two cards it joins.
        const crossed = graph.nodes.filter((node) =>
          overlap({ x: node.x + 1, y: node.y + 1, width: node.width - 2, height: node.height - 2 }, line),
        );
        expect(crossed).toEqual([]);
      }
    }
  });

  test("is the same for the same definition", async () => {
    expect(await layoutGraph(claims(), meta)).toEqual(await layoutGraph(claims(), meta));
  });

  test("begins with the start and names the tasks in the order they are done", async () => {
    const { tasks } = claims();
    const graph = await layoutGraph(claims({ tasks: tasks.toReversed() }), meta);
    expect(graph.nodes[0]).toMatchObject({ id: "initial_query", isStart: true, y: 0 });
    expect(graph.nodes.at(-1)).toMatchObject({ id: "final_summary", isStart: false });
  });

  test("says each condition as a sentence, and what happens otherwise", async () => {
    const graph = await layoutGraph(claims(), meta);
    expect(labelOf(graph, "a")).toBe("");
    expect(labelOf(graph, "b")).toBe("insurance type is car");
    expect(labelOf(graph, "c")).toBe("otherwise");
    expect(labelOf(graph, "g")).toBe("amount is less than $1,000");
    expect(labelOf(graph, "i")).toBe("approved");
  });

  test("keeps the question that a label answers, and the rule behind a label of the designer's own", async () => {
    const tasks = claims().tasks.map((task) =>
      task.id === "manual_review" ? { ...task, question: "Approved?" } : task,
    );
    const graph = await layoutGraph(claims({ tasks }), meta);
    const said = (id: string) => graph.edges.find((edge) => edge.id === id);
    expect(said("i")).toMatchObject({ label: "approved", question: "Approved?", rule: "approved is true" });
    for (const id of ["g", "j"]) {
      expect(said(id)).not.toHaveProperty("question");
      expect(said(id)).not.toHaveProperty("rule");
    }
  });

  test("puts the points of a description into the one line of the card", async () => {
    const tasks = claims().tasks.map((task) => ({ ...task, description: "Mark as approved\nGenerate decision" }));
    const graph = await layoutGraph(claims({ tasks }), meta);
    expect(graph.nodes[0]?.summary).toBe("Mark as approved · Generate decision");
  });

  test("leaves a card where the designer put it", async () => {
    const tasks = claims().tasks.map((task) =>
      task.id === "manual_review" ? { ...task, position: { x: 900, y: -40 } } : task,
    );
    const graph = await layoutGraph(claims({ tasks }), meta);
    expect(graph.nodes.find((node) => node.id === "manual_review")).toMatchObject({ x: 900, y: -40 });
    expect(graph.edges.filter((edge) => !edge.route).map((edge) => edge.id)).toEqual(["h", "i", "j"]);
  });

  test("draws a draft that is not finished: an unknown kind, an edge to nowhere, a task nobody reaches", async () => {
    const graph = await layoutGraph(
      claims({
        edges: [
          { id: "a", from: "initial_query", to: "nowhere" },
          { id: "b", from: "classifier", to: "classifier" },
        ],
      }),
      meta,
    );
    expect(graph.nodes).toHaveLength(10);
    expect(graph.edges.map((edge) => edge.id)).toEqual(["b"]);
    expect(graph.nodes[0]).toMatchObject({ kind: "unheard_of", kindLabel: "unheard_of" });
  });
});
