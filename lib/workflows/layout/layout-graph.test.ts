import ELK from "elkjs/lib/elk.bundled.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type GraphDefinition, type GraphDefinitionInput, graphDefinitionSchema } from "@/lib/engine";
import type { GraphView } from "../schema";
import { testShapes } from "../test-shapes";
import { layoutGraph } from "./layout-graph";
import { runLayout } from "./run-layout";

const meta = { workflowId: "claims", versionNumber: 3 };

/** The shipped claims workflow without its configs: two branches, two kinds of approval, one end. */
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
const isOverlapping = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const draw = (definition: GraphDefinition, positions = {}) => layoutGraph(definition, meta, runLayout, positions);
const labelBoxes = (graph: GraphView) => graph.edges.flatMap((edge) => edge.route?.label ?? []);

type Pair = [from: number, to: number, hasCondition: boolean];
/** False for the third self loop of a task. ELK would route it through the label of another one. */
const isRoutable = ([from, to]: Pair, index: number, pairs: Pair[]): boolean =>
  from !== to || pairs.slice(0, index).filter((pair) => pair[0] === from && pair[1] === from).length < 2;

/** The pairs of cards and labels that overlap. */
function overlaps(graph: GraphView): [Box, Box][] {
  const boxes: Box[] = [...graph.nodes, ...labelBoxes(graph)];
  return boxes.flatMap((box, index) =>
    boxes.slice(index + 1).flatMap((other): [Box, Box][] => (isOverlapping(box, other) ? [[box, other]] : [])),
  );
}

/** The edges that cross a card or the label of another edge, and the edges without a route. */
function crossings(graph: GraphView): string[] {
  return graph.edges.flatMap(({ id, route }) => {
    const points = route?.points ?? [];
    if (points.length < 2) return [`${id} is not drawn`];
    const others = graph.edges.flatMap((edge) => (edge.id !== id && edge.route?.label) || []);
    return points.slice(1).flatMap((to, index) => {
      const from = points[index] ?? to;
      const line = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      };
      // The boxes are smaller by one pixel on each side, because an edge touches the borders of its two cards.
      const crossed = [...graph.nodes, ...others].filter((box) =>
        isOverlapping({ x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 }, line),
      );
      return crossed.map((box) => `${id} crosses ${JSON.stringify(box)}`);
    });
  });
}

const labelOf = (graph: GraphView, id: string) => graph.edges.find((edge) => edge.id === id)?.label;

describe("the graph of a workflow", () => {
  describe.each([claims(), ...testShapes])("$id", (definition) => {
    test("no cards or labels overlap", async () => {
      const graph = await draw(definition);
      expect(graph.nodes).toHaveLength(definition.tasks.length);
      expect(labelBoxes(graph)).toHaveLength(graph.edges.filter(({ label }) => label).length);
      expect(overlaps(graph)).toEqual([]);
    });

    test("no edge crosses a card or the label of another edge", async () => {
      expect(crossings(await draw(definition))).toEqual([]);
    });
  });

  test("no parts overlap or cross in generated graphs", async () => {
    const elk = new ELK();
    const anyGraph = fc.integer({ min: 1, max: 14 }).chain((count) => {
      const task = fc.integer({ min: 0, max: count - 1 });
      const edges = fc.array(fc.tuple(task, task, fc.boolean()), { maxLength: 30 });
      return fc.tuple(fc.constant(count), fc.array(fc.boolean(), { minLength: count, maxLength: count }), edges);
    });
    await fc.assert(
      fc.asyncProperty(anyGraph, async ([count, hasLongName, pairs]) => {
        const definition = graphDefinitionSchema.parse({
          id: "any",
          name: "Any",
          startTaskId: "t0",
          tasks: Array.from({ length: count }, (_, index) => {
            const label = hasLongName[index] ? "A name that does not fit one line" : `T${index}`;
            return { id: `t${index}`, kind: "say", label };
          }),
          edges: pairs.filter(isRoutable).map(([from, to, hasCondition], index) => ({
            id: `e${index}`,
            from: `t${from}`,
            to: `t${to}`,
            ...(hasCondition && { condition: { field: "amount_cents", op: "lt", value: index } }),
          })),
        });
        const graph = await layoutGraph(definition, meta, (input) => elk.layout(input));
        expect(overlaps(graph)).toEqual([]);
        expect(crossings(graph)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("is the same for the same definition", async () => {
    expect(await draw(claims())).toEqual(await draw(claims()));
  });

  test("starts with the start task and lists the tasks branch by branch, in the order of the edges", async () => {
    const { tasks } = claims();
    const graph = await draw(claims({ tasks: tasks.toReversed() }));
    expect(graph.nodes[0]).toMatchObject({ id: "initial_query", isStart: true, y: 0 });
    expect(graph.nodes.map(({ id }) => id)).toEqual([
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
    ]);
    const x = (id: string) => graph.nodes.find((node) => node.id === id)?.x ?? 0;
    expect(x("car_details")).toBeLessThan(x("apartment_details"));
  });

  test("the main path is straight and goes down, also when another edge is listed before it", async () => {
    const shape = testShapes.find(({ id }) => id === "rare-first");
    if (!shape) throw new Error("There is no such shape.");
    const graph = await draw(shape);
    const places = new Map(graph.nodes.map((node) => [node.id, node]));
    expect(graph.edges.filter(({ isBack }) => isBack).map(({ source, target }) => [source, target])).toEqual([
      ["t5", "t2"],
    ]);
    for (const { source, target, isBack } of graph.edges) {
      const isDown = (places.get(source)?.y ?? 0) < (places.get(target)?.y ?? 0);
      expect(isDown).toBe(!isBack);
    }
    const mainPath = ["t0 t1", "t1 t2", "t2 t3", "t3 t5"];
    for (const { source, target, route } of graph.edges.filter((edge) =>
      mainPath.includes(`${edge.source} ${edge.target}`),
    )) {
      expect(new Set(route?.points.map(({ x }) => x)).size, `${source} to ${target} is straight`).toBe(1);
    }
  });

  test("many branches are placed in several rows, in their order", async () => {
    const shape = testShapes.find(({ id }) => id === "star");
    if (!shape) throw new Error("There is no such shape.");
    const graph = await draw(shape);
    const branches = graph.nodes.filter(({ label }) => label.startsWith("Department"));
    expect(branches.map(({ label }) => label)).toEqual(branches.map((_, index) => `Department ${index + 1}`));
    expect(new Set(branches.map(({ y }) => y)).size).toBe(3);
  });

  test("labels an edge with its condition as a sentence, or with otherwise", async () => {
    const graph = await draw(claims());
    expect(labelOf(graph, "a")).toBe("");
    expect(labelOf(graph, "b")).toBe("insurance type is car");
    expect(labelOf(graph, "c")).toBe("otherwise");
    expect(labelOf(graph, "g")).toBe("amount is less than $1,000");
    expect(labelOf(graph, "i")).toBe("approved is yes");
  });

  test("labels an edge with its condition, or with the designer's name if it has no condition", async () => {
    const tasks = claims().tasks.map((task) =>
      task.id === "manual_review" ? { ...task, question: "Approved?" } : task,
    );
    const edges = claims().edges.map((edge) => (edge.id === "k" ? { ...edge, label: "all is told" } : edge));
    const graph = await draw(claims({ tasks, edges }));
    const said = (id: string) => graph.edges.find((edge) => edge.id === id);
    expect(said("i")).toMatchObject({ label: "approved is yes", authored: "Approved? approved" });
    expect(said("k")).toMatchObject({ label: "all is told" });
    for (const id of ["g", "j", "k"]) expect(said(id)).not.toHaveProperty("authored");
  });

  test("marks back edges, and edges that are taken when no condition holds", async () => {
    const graph = await draw(claims());
    expect(graph.edges.filter(({ isBack }) => isBack).map(({ id }) => id)).toEqual(["m"]);
    expect(graph.edges.filter(({ isOtherwise }) => isOtherwise).map(({ id }) => id)).toEqual(["c", "f", "h", "j"]);
  });

  test("joins the lines of a description into the summary of the card", async () => {
    const tasks = claims().tasks.map((task) => ({ ...task, description: "Mark as approved\nGenerate decision" }));
    const graph = await draw(claims({ tasks }));
    expect(graph.nodes[0]?.summary).toBe("Mark as approved · Generate decision");
  });

  test("keeps the position that a designer gave a card", async () => {
    const graph = await draw(claims(), { manual_review: { x: 900, y: -40 } });
    expect(graph.nodes.find((node) => node.id === "manual_review")).toMatchObject({ x: 900, y: -40 });
    expect(graph.edges.filter((edge) => !edge.route).map((edge) => edge.id)).toEqual(["h", "i", "j"]);
  });

  test("lays out an unfinished draft: an unknown kind, an edge to a missing task, an unreachable task", async () => {
    const graph = await draw(
      claims({
        edges: [
          { id: "a", from: "initial_query", to: "nowhere" },
          { id: "b", from: "classifier", to: "classifier" },
        ],
      }),
    );
    expect(graph.nodes).toHaveLength(10);
    expect(graph.edges.map((edge) => edge.id)).toEqual(["b"]);
    expect(graph.nodes[0]).toMatchObject({ kind: "unheard_of", kindLabel: "unheard_of" });
  });
});
