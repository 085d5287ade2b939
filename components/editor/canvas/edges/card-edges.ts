import type { Edge } from "@xyflow/react";
import { dashes } from "@/components/workflows/graph/edge-path";
import { edgeLook } from "@/components/workflows/graph/labelled-edge";
import { describeTaken } from "@/components/workflows/graph/task-state";
import type { EdgeRoute, GraphEdge, TakenEdge } from "@/lib/workflows/schema";

/** An edge as the canvas draws it. */
export type CanvasEdge = Edge<
  { text: string; title: string; problems: number; route: EdgeRoute | undefined; isStrong: boolean },
  "condition"
>;

interface EdgesInput {
  edges: readonly GraphEdge[];
  routes: ReadonlyMap<string, EdgeRoute>;
  /** The names of tasks by id. */
  names: ReadonlyMap<string, string>;
  problems: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
  /** The edges that the test run took, by id. */
  taken: Readonly<Record<string, TakenEdge>>;
  /** The nodes that are being dragged. The edges of these tasks are drawn without a route. */
  moving: { has(taskId: string): boolean };
}

/** An edge and the values that it was made from. */
interface CachedEdge {
  inputs: readonly unknown[];
  edge: CanvasEdge;
}

interface EdgeState {
  route: EdgeRoute | undefined;
  /** The names of its two tasks. */
  from: string;
  to: string;
  isSelected: boolean;
  problems: number;
  /** That the test run took it, in words: "taken × 2: amount is $330"; "" when it did not. */
  taken: string;
}

/** Creates a function that makes the edges of the canvas. An edge with unchanged inputs stays the same object. */
export function createEdgeMaker(): (input: EdgesInput) => CanvasEdge[] {
  let cache = new Map<string, CachedEdge>();
  return ({ edges, routes, names, problems, selected, moving, taken }) => {
    const next = new Map<string, CachedEdge>();
    const made = edges.map((edge) => {
      const { id, source, target } = edge;
      const state: EdgeState = {
        route: moving.has(source) || moving.has(target) ? undefined : routes.get(id),
        from: names.get(source) ?? source,
        to: names.get(target) ?? target,
        isSelected: selected.has(id),
        problems: problems.get(id) ?? 0,
        taken: taken[id] ? describeTaken(taken[id]) : "",
      };
      const { route, ...others } = state;
      const inputs = [source, target, edge.label, edge.short, edge.isBack, ...Object.values(others)];
      const cached = cache.get(id);
      const isSame =
        cached &&
        isSameRoute(cached.edge.data?.route, route) &&
        cached.inputs.every((part, index) => part === inputs[index]);
      const entry = isSame ? cached : { inputs, edge: toEdge(edge, state) };
      next.set(id, entry);
      return entry.edge;
    });
    cache = next;
    return made;
  };
}

function toEdge(
  { id, source, target, label, short = label, isBack }: GraphEdge,
  { route, from, to, isSelected, problems, taken }: EdgeState,
): CanvasEdge {
  const problemText = problems > 0 ? `${problems} ${problems > 1 ? "problems" : "problem"}` : "";
  const ends = `From ${from} ${isBack ? "back to" : "to"} ${to}`;
  const isStrong = isSelected || taken !== "";
  return {
    id,
    source,
    target,
    type: "condition",
    selected: isSelected,
    reconnectable: isSelected,
    ...edgeLook(isStrong, isBack && dashes.back, problems > 0 && !isSelected ? "var(--attention)" : undefined),
    data: { text: short, title: [label, taken].filter(Boolean).join(", "), problems, route, isStrong },
    ariaLabel: [ends, label, taken, problemText].filter(Boolean).join(", "),
  };
}

const isSameRoute = (a: EdgeRoute | undefined, b: EdgeRoute | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
