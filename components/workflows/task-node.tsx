import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { Check } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";
import { KindIcon } from "./kind-icon";
import { isHere, type Standing, standingOf, standingWords } from "./standing";

export type FlowNode = Node<{ task: GraphNode; standing: Standing; words: string }, "task">;

/** The cards for React Flow, in the order they are read. */
export function toFlowNodes(graph: GraphView, path: GraphPath | null, selectable: boolean): FlowNode[] {
  return graph.nodes.map((task) => {
    const standing = standingOf(task.id, path);
    const words = standingWords(standing, path);
    return {
      id: task.id,
      type: "task",
      position: { x: task.x, y: task.y },
      width: task.width,
      height: task.height,
      data: { task, standing, words },
      ariaRole: selectable ? "button" : "group",
      // A button is named by what is on it, a group is not.
      ...(!selectable && { ariaLabel: [task.label, lowerFirst(task.kindLabel), words].filter(Boolean).join(", ") }),
      domAttributes: { "aria-roledescription": "task" },
    };
  });
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const looks: Record<Standing, { card: string; icon: string; line: string }> = {
  plain: { card: "border-line bg-surface", icon: "bg-sunken text-ink-soft", line: "text-ink-soft" },
  ahead: { card: "border-line bg-surface", icon: "bg-sunken text-ink-faint", line: "text-ink-faint" },
  passed: { card: "border-accent bg-surface", icon: "bg-accent-soft text-accent", line: "text-ink-soft" },
  moving: {
    card: "border-2 border-moving bg-moving-soft",
    icon: "bg-moving text-canvas",
    line: "font-semibold text-moving",
  },
  waiting: {
    card: "border-2 border-waiting bg-waiting-soft",
    icon: "bg-waiting text-canvas",
    line: "font-semibold text-waiting",
  },
  done: { card: "border-2 border-done bg-done-soft", icon: "bg-done text-canvas", line: "font-semibold text-done" },
  attention: {
    card: "border-2 border-attention bg-attention-soft",
    icon: "bg-attention text-canvas",
    line: "font-semibold text-attention",
  },
};

/** One task: what kind (icon), its name, and one line: where the session stands, or else what the task does. */
export const TaskNode = memo(function TaskNode({ data: { task, standing, words }, selected }: NodeProps<FlowNode>) {
  const look = looks[standing];
  return (
    <>
      {(standing === "moving" || standing === "waiting") && (
        <span
          aria-hidden
          className={cn(
            "absolute -inset-1.5 animate-here rounded-[14px] border-4",
            standing === "moving" ? "border-moving/40" : "border-waiting/40",
          )}
        />
      )}
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <div
        className={cn(
          "relative flex size-full items-center gap-2.5 rounded-surface border px-2.5",
          look.card,
          selected && "outline-2 outline-accent outline-offset-2",
        )}
      >
        <span className={cn("relative grid size-9 shrink-0 place-items-center rounded-control", look.icon)}>
          <KindIcon name={task.icon} className="size-5" />
          {standing === "passed" && (
            <Check
              aria-hidden
              className="-top-1.5 -right-1.5 absolute size-4 rounded-full bg-accent p-0.5 text-on-accent"
            />
          )}
        </span>
        <span className="min-w-0 grow">
          <span className={cn("block truncate font-semibold", standing === "ahead" ? "text-ink-soft" : "text-ink")}>
            {task.label}
          </span>
          <span className="sr-only">, {lowerFirst(task.kindLabel)}, </span>
          <span className={cn("block truncate text-meta", look.line)}>{isHere(standing) ? words : task.summary}</span>
          {standing === "passed" && <span className="sr-only">, {words}</span>}
        </span>
      </div>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});
