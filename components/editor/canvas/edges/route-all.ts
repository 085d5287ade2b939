import type { EditorDocument } from "@/lib/workflows/commands/document";
import { cardSize, labelSize } from "@/lib/workflows/layout/layout-size";
import type { EdgeRoute, GraphEdge } from "@/lib/workflows/schema";
import { type Box, boxAround } from "../places/geometry";
import { boxesOf, type Places } from "../places/moved-parts";
import { describedEdges } from "./described-edges";
import { routeEdges } from "./route-edges";

/** The edges of the document with their sentences, and the route of each edge by its id. */
export interface RoutedEdges {
  edges: readonly GraphEdge[];
  routes: ReadonlyMap<string, EdgeRoute>;
}

/** Creates a function that routes all edges. The same tasks, edges and places give the same object. */
export function createRouter(): (document: EditorDocument, places: Places) => RoutedEdges {
  let described: { definition: EditorDocument["definition"]; edges: GraphEdge[] } | undefined;
  let last: (RoutedEdges & { tasks: unknown; places: Places }) | undefined;
  return ({ definition }, places) => {
    if (described?.definition !== definition) described = { definition, edges: describedEdges(definition) };
    const { edges } = described;
    if (last?.edges === edges && last.tasks === definition.tasks && last.places === places) return last;
    const cards = definition.tasks.map(({ id, label }) => ({
      id,
      ...(places[id] ?? { x: 0, y: 0 }),
      ...cardSize(label),
    }));
    const lines = edges.map(({ id, source, target, label, short }) => ({
      id,
      source,
      target,
      label: label ? labelSize({ label, short }) : null,
    }));
    last = { edges, routes: routeEdges(cards, lines), tasks: definition.tasks, places };
    return last;
  };
}

/** The smallest box around everything that is drawn: cards, notes, groups, lines and labels. */
export function boundsOf(document: EditorDocument, places: Places, { routes }: RoutedEdges): Box {
  const lines = [...routes.values()].flatMap(({ points, label }) => [
    ...points.map((point) => ({ ...point, width: 0, height: 0 })),
    ...(label ? [label] : []),
  ]);
  return boxAround([...boxesOf(document, places).values(), ...lines]);
}
