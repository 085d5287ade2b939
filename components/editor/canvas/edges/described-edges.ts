import { type GraphDefinition, resolveSettings } from "@/lib/engine";
import { describeEdges } from "@/lib/workflows/describe-edges";
import { orderGraph } from "@/lib/workflows/layout-order";
import type { GraphEdge } from "@/lib/workflows/schema";

/** The edges that can be drawn, in words: they say the values of the settings that they compare with. */
export function describedEdges(definition: GraphDefinition): GraphEdge[] {
  const known = new Set(definition.tasks.map(({ id }) => id));
  const edges = definition.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  const drawn = resolveSettings({ ...definition, edges });
  return describeEdges(drawn, orderGraph(drawn));
}
