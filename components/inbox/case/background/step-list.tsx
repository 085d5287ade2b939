import { ArrowRight, Check, Minus } from "lucide-react";
import { StatusIcon } from "@/components/ui/status";
import { describeCount, describeEdge, taskStateOf, visitCountOf } from "@/components/workflows/graph/task-state";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";

/** The path of a case as text: the tasks that it passed or skipped, the current one, and what can follow. */
export function StepList({ graph, path }: { graph: GraphView; path: GraphPath }) {
  const visited = graph.nodes.filter((node) => visitCountOf(node.id, path) > 0 && node.id !== path.currentTaskId);
  const current = graph.nodes.find((node) => node.id === path.currentTaskId);
  const names = new Map(graph.nodes.map((node) => [node.id, node.label]));
  const next = graph.edges.filter((edge) => edge.source === path.currentTaskId);
  return (
    <>
      <ol aria-label="Steps" className="grid gap-1.5">
        {visited.map((node) => (
          <PassedStep key={node.id} node={node} graph={graph} path={path} />
        ))}
        {current && (
          <li aria-current="step" className="flex items-start gap-2">
            <StatusIcon tone={path.tone} className="mt-0.5" />
            <span className="min-w-0">
              <span dir="auto" className="wrap-anywhere block font-semibold">
                {current.label}
              </span>
              <span className="block text-meta text-waiting">{path.note}</span>
            </span>
          </li>
        )}
      </ol>
      {next.length > 0 && (
        <ul aria-label="What can follow" className="grid gap-1 text-ink-soft">
          {next.map((edge) => (
            <li key={edge.id} className="flex items-start gap-2">
              <ArrowRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
              <span dir="auto" className="wrap-anywhere min-w-0">
                {describeEdge(edge)}: {names.get(edge.target)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PassedStep({ node, graph, path }: { node: GraphNode; graph: GraphView; path: GraphPath }) {
  const ways = graph.edges.filter((edge) => edge.source === node.id);
  // A task with one edge has no reason to show.
  const reasons =
    ways.length < 2
      ? []
      : ways.flatMap((edge) => {
          const taken = path.taken[edge.id];
          return taken ? [[describeEdge(edge), ...(taken.because ?? [])].join(", ")] : [];
        });
  const isSkipped = taskStateOf(node.id, path) === "skipped";
  return (
    <li className="flex items-start gap-2">
      {isSkipped ? (
        <Minus aria-label="skipped" className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      ) : (
        <Check aria-label="passed" className="mt-0.5 size-4 shrink-0 text-accent" />
      )}
      <span className="min-w-0">
        <span dir="auto" className="wrap-anywhere block">
          {node.label} <span className="text-ink-faint">{describeCount(visitCountOf(node.id, path))}</span>
        </span>
        {isSkipped && <span className="block text-ink-soft text-meta">skipped: the claimant asked for a person</span>}
        {reasons.map((reason) => (
          <span key={reason} className="wrap-anywhere block text-ink-soft text-meta">
            {reason}
          </span>
        ))}
      </span>
    </li>
  );
}
