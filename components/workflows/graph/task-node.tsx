import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";
import { lowerFirst, TaskCard } from "./task-card";
import { describeCount, describeTaskState, type TaskState, taskStateOf, visitCountOf } from "./task-state";

export type FlowNode = Node<{ task: GraphNode; state: TaskState; words: string; times: string }, "task">;

/** The cards for React Flow, in the order they are read. */
export function toFlowNodes(graph: GraphView, path: GraphPath | null, selectable: boolean): FlowNode[] {
  return graph.nodes.map((task) => {
    const state = taskStateOf(task.id, path);
    const words = describeTaskState(state, path);
    const times = describeCount(visitCountOf(task.id, path));
    const name = [task.label, lowerFirst(task.kindLabel), words, times].filter(Boolean).join(", ");
    return {
      id: task.id,
      type: "task",
      position: { x: task.x, y: task.y },
      width: task.width,
      height: task.height,
      // React Flow keeps what it knows of a card only for one that says how large it was.
      measured: { width: task.width, height: task.height },
      data: { task, state, words, times },
      ariaRole: selectable ? "button" : "group",
      // A button is named by what is on it, a group is not.
      ...(!selectable && { ariaLabel: name }),
      domAttributes: cardAttributes(selectable ? false : undefined),
    };
  });
}

/** What a screen reader is told of a card beside its name: a card that can be chosen is a button that is pressed or not. */
export const cardAttributes = (isPressed: boolean | undefined): FlowNode["domAttributes"] => ({
  // React Flow would call it "node" instead of its role.
  "aria-roledescription": undefined,
  "aria-pressed": isPressed,
});

/** The cards with one of them chosen. All others stay the same objects, so that they are not drawn again. */
export const withSelected = (nodes: FlowNode[], taskId: string | null): FlowNode[] =>
  nodes.map((node) => (node.id === taskId ? { ...node, selected: true, domAttributes: cardAttributes(true) } : node));

/** Around the card where a session moves or waits. */
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
