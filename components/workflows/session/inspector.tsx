import type { ReactNode } from "react";
import { upperFirst } from "@/lib/words";
import type { GraphNode, GraphPath, ShownWorkflow, TakenEdge } from "@/lib/workflows/schema";
import { KindIcon } from "../graph/kind-icon";
import {
  describeCount,
  describeEdge,
  describeTaken,
  describeTaskState,
  taskStateOf,
  visitCountOf,
} from "../graph/task-state";
import type { TaskWords } from "../words/describe-task";
import { Fact, Facts, Lines, Rows } from "./facts";

interface InspectorProps {
  workflow: ShownWorkflow;
  /** By task id. */
  words: Record<string, TaskWords>;
  path: GraphPath | null;
  taskId: string | null;
  onSelect: (taskId: string) => void;
}

/** All facts about the selected task, read-only. Without a selected task, the facts of the workflow. */
export function Inspector({ workflow, words, path, taskId, onSelect }: InspectorProps) {
  const { graph } = workflow;
  const node = graph.nodes.find((candidate) => candidate.id === taskId);
  const task = taskId === null ? undefined : words[taskId];
  if (!node || !task) return <Overview workflow={workflow} />;

  const linkTo = (id: string) => (
    <button
      type="button"
      onClick={() => onSelect(id)}
      className="wrap-anywhere text-left font-semibold text-accent hover:underline"
    >
      {graph.nodes.find((candidate) => candidate.id === id)?.label}
    </button>
  );
  return (
    <div className="grid gap-6">
      <Summary node={node} task={task} path={path} />
      <Outgoing node={node} graph={graph} path={path} linkTo={linkTo} />
      <Incoming node={node} graph={graph} linkTo={linkTo} />
      <Rows title="How it runs" rows={task.how} />
      {task.settings.length > 0 && <Rows title="Settings" rows={task.settings} />}
    </div>
  );
}

function Summary({ node, task, path }: { node: GraphNode; task: TaskWords; path: GraphPath | null }) {
  const state = describeTaskState(taskStateOf(node.id, path), path);
  const stateWords = [state, describeCount(visitCountOf(node.id, path))].filter(Boolean).join(", ");
  return (
    <div className="grid gap-2">
      <div>
        <p className="flex items-center gap-2 text-ink-soft text-meta">
          <KindIcon name={node.icon} className="size-4" />
          {node.kindLabel}
        </p>
        <h2 className="wrap-anywhere text-reading">{node.label}</h2>
      </div>
      {stateWords && <p className="font-semibold">In this session: {stateWords}</p>}
      {task.description.length > 0 && <Lines lines={task.description} />}
      <p className="text-ink-soft">{task.kindDescription}</p>
    </div>
  );
}

interface EdgesProps {
  node: GraphNode;
  graph: ShownWorkflow["graph"];
  linkTo: (taskId: string) => ReactNode;
}

function Outgoing({ node, graph, path, linkTo }: EdgesProps & { path: GraphPath | null }) {
  const edges = graph.edges.filter((edge) => edge.source === node.id);
  return (
    <Facts title="What follows">
      {edges.map((edge) => (
        <Fact key={edge.id} name={upperFirst(describeEdge(edge))}>
          {linkTo(edge.target)}
          <Taken edge={path?.taken[edge.id]} />
          {edge.authored && <p className="text-ink-soft text-meta">In the diagram: {edge.authored}</p>}
        </Fact>
      ))}
      {edges.length === 0 && <Fact name="Then">The workflow ends here.</Fact>}
    </Facts>
  );
}

function Incoming({ node, graph, linkTo }: EdgesProps) {
  const edges = graph.edges.filter((edge) => edge.target === node.id);
  return (
    <Facts title="What comes before">
      {edges.map((edge) => (
        <Fact key={edge.id} name={edge.label ? upperFirst(describeEdge(edge)) : "After"}>
          {linkTo(edge.source)}
        </Fact>
      ))}
      {edges.length === 0 && (
        <Fact name="Before">{node.isStart ? "Nothing: it starts here." : "Nothing leads here."}</Fact>
      )}
    </Facts>
  );
}

function Taken({ edge }: { edge: TakenEdge | undefined }) {
  return edge ? <p className="text-accent text-meta">{upperFirst(describeTaken(edge))}</p> : null;
}

function Overview({ workflow }: { workflow: ShownWorkflow }) {
  return (
    <div className="grid gap-2">
      <h2 className="text-reading">{workflow.name}</h2>
      {workflow.description && <p>{workflow.description}</p>}
      <p className="text-ink-soft">
        Select a task in the outline or on the graph to see what it does and what follows.
      </p>
    </div>
  );
}
