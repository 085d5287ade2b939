import type { Edge } from "@xyflow/react";
import { dashes, edgeLook } from "@/components/workflows/graph/labelled-edge";
import type { EdgeRoute, GraphEdge } from "@/lib/workflows/schema";

export type CanvasEdge = Edge<
  { text: string; title: string; problems: number; route: EdgeRoute | undefined; isSelected: boolean },
  "condition"
>;

export interface EdgesInput {
  edges: readonly GraphEdge[];
  routes: ReadonlyMap<string, EdgeRoute>;
  /** What tasks are called, by id. */
  names: ReadonlyMap<string, string>;
  problems: ReadonlyMap<string, number>;
  selected: ReadonlySet<string>;
  /** What is dragged: the edges of these tasks have no route meanwhile. */
  moving: { has(taskId: string): boolean };
}

type Made = { from: readonly unknown[]; edge: CanvasEdge };

/** Makes the edges of the canvas; one whose parts have not changed stays the same object. */
export function createEdgeMaker(): (input: EdgesInput) => CanvasEdge[] {
  let made = new Map<string, Made>();
  return ({ edges, routes, names, problems, selected, moving }) => {
    const next = new Map<string, Made>();
    const all = edges.map((edge) => {
      const isSelected = selected.has(edge.id);
      const route = moving.has(edge.source) || moving.has(edge.target) ? undefined : routes.get(edge.id);
      const count = problems.get(edge.id) ?? 0;
      const ends = [edge.source, edge.target].map((id) => names.get(id) ?? id);
      const from = [edge.source, edge.target, edge.label, edge.short, edge.isBack, ...ends, isSelected, count];
      const before = made.get(edge.id);
      const isSame =
        before && sameRoute(before.edge.data?.route, route) && before.from.every((part, index) => part === from[index]);
      const one = isSame ? before : { from, edge: toEdge(edge, route, ends, isSelected, count) };
      next.set(edge.id, one);
      return one.edge;
    });
    made = next;
    return all;
  };
}

function toEdge(
  { id, source, target, label, short = label, isBack }: GraphEdge,
  route: EdgeRoute | undefined,
  [from, to]: string[],
  isSelected: boolean,
  problems: number,
): CanvasEdge {
  const said = problems > 0 ? `${problems} ${problems > 1 ? "problems" : "problem"}` : "";
  return {
    ...{ id, source, target, type: "condition", selected: isSelected, reconnectable: isSelected },
    ...edgeLook(isSelected, isBack && dashes.back, problems > 0 && !isSelected ? "var(--attention)" : undefined),
    data: { text: short, title: label, problems, route, isSelected },
    ariaLabel: [`From ${from} ${isBack ? "back to" : "to"} ${to}`, label, said].filter(Boolean).join(", "),
  };
}

const sameRoute = (a: EdgeRoute | undefined, b: EdgeRoute | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
