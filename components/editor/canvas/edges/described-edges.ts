import type { GraphDefinition } from "@/lib/engine";
import { resolveSettings } from "@/lib/engine/definition-kit";
import { describeEdges } from "@/lib/workflows/describing/describe-edges";
import { valueFormat } from "@/lib/workflows/describing/describe-words";
import { orderGraph } from "@/lib/workflows/layout/layout-order";
import type { GraphEdge } from "@/lib/workflows/schema";

/** The edges whose two tasks exist, with their sentences. The sentences show the values of settings. */
export function describedEdges(definition: GraphDefinition): GraphEdge[] {
  const known = new Set(definition.tasks.map(({ id }) => id));
  const edges = definition.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  const drawn = resolveSettings({ ...definition, edges }, valueFormat);
  return describeEdges(drawn, orderGraph(drawn));
}
