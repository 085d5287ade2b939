import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { lowerFirst } from "@/lib/words";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";
import { TaskCard } from "./task-card";
import {
  describeCount,
  describeTaskState,
  type GraphChanges,
  type TaskState,
  taskStateOf,
  visitCountOf,
} from "./task-state";

export type FlowNode = Node<{ task: GraphNode; state: TaskState; words: string; visits: string }, "task">;

/** What the cards show beside their tasks. */
interface CardOptions {
  path: GraphPath | null;
  changes: GraphChanges | null;
  isSelectable: boolean;
}

/** The cards for React Flow, in reading order. */
export function toFlowNodes(graph: GraphView, { path, changes, isSelectable }: CardOptions): FlowNode[] {
  return graph.nodes.map((task) => {
    const state = changes ? (changes.tasks[task.id] ?? "unchanged") : taskStateOf(task.id, path);
    const words = describeTaskState(state, path);
    const visits = describeCount(visitCountOf(task.id, path));
    const name = [task.label, lowerFirst(task.kindLabel), words, visits].filter(Boolean).join(", ");
    return {
      id: task.id,
      type: "task",
      position: { x: task.x, y: task.y },
      width: task.width,
      height: task.height,
      // React Flow keeps its measurements of a node only if the new node has a measured size.
      measured: { width: task.width, height: task.height },
      data: { task, state, words, visits },
      ariaRole: isSelectable ? "button" : "group",
      // A button gets its name from its content. A group needs a label.
      ...(!isSelectable && { ariaLabel: name }),
      domAttributes: cardAttributes(isSelectable ? false : undefined),
    };
  });
}

/** The ARIA attributes of a card. A selectable card is a toggle button; `undefined` is for a card that is not. */
export const cardAttributes = (isPressed: boolean | undefined): FlowNode["domAttributes"] => ({
  // Without this, React Flow sets the role description "node", which hides the role.
  "aria-roledescription": undefined,
  "aria-pressed": isPressed,
});

/** The cards with one of them selected. The others stay the same objects, so they are not drawn again. */
export const withSelected = (nodes: FlowNode[], taskId: string | null): FlowNode[] =>
  nodes.map((node) => (node.id === taskId ? { ...node, selected: true, domAttributes: cardAttributes(true) } : node));

/** The colours of the halo around the current task while its session is active. */
const halos: Partial<Record<TaskState, string>> = {
  moving: "border-moving/40",
  waiting_for_you: "border-waiting/40",
  waiting_for_others: "border-waiting/40",
};

/** A task on a read-only graph. */
export const TaskNode = memo(function TaskNode({ data, selected }: NodeProps<FlowNode>) {
  const halo = halos[data.state];
  return (
    <>
      {halo && <span aria-hidden className={cn("absolute -inset-1.5 animate-here rounded-[14px] border-4", halo)} />}
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <TaskCard {...data} isSelected={selected} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});
