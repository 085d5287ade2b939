import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { Check } from "lucide-react";
import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status";
import type { GraphNode, GraphPath, GraphView } from "@/lib/workflows/schema";
import { KindIcon } from "./kind-icon";
import { useIsSelected } from "./selection";
import { isHere, type Standing, standingOf, standingWords, timesWords, visitsOf } from "./standing";

export type FlowNode = Node<{ task: GraphNode; standing: Standing; words: string; times: string }, "task">;

/** The cards for React Flow, in the order they are read. */
export function toFlowNodes(graph: GraphView, path: GraphPath | null, selectable: boolean): FlowNode[] {
  return graph.nodes.map((task) => {
    const standing = standingOf(task.id, path);
    const words = standingWords(standing, path);
    const times = timesWords(visitsOf(task.id, path));
    const name = [task.label, lowerFirst(task.kindLabel), words, times].filter(Boolean).join(", ");
    return {
      id: task.id,
      type: "task",
      position: { x: task.x, y: task.y },
      width: task.width,
      height: task.height,
      data: { task, standing, words, times },
      ariaRole: selectable ? "button" : "group",
      // A button is named by what is on it, a group is not.
      ...(!selectable && { ariaLabel: name }),
      domAttributes: { "aria-roledescription": "task" },
    };
  });
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const looks: Record<Standing, { card: string; icon: string; line: string }> = {
  plain: { card: "border-line bg-surface", icon: "bg-sunken text-ink-soft", line: "text-ink-soft" },
  ahead: { card: "border-line bg-surface", icon: "bg-sunken text-ink-faint", line: "text-ink-faint" },
  passed: { card: "border-accent bg-surface", icon: "bg-accent-soft text-accent", line: "text-ink-soft" },
  moving: { card: "border-2 border-moving bg-moving-soft", icon: "bg-moving text-canvas", line: "text-moving" },
  waiting_for_you: {
    card: "border-2 border-waiting bg-waiting-soft",
    icon: "bg-waiting text-canvas",
    line: "text-waiting",
  },
  waiting_for_others: {
    card: "border-2 border-waiting bg-surface",
    icon: "bg-waiting-soft text-waiting",
    line: "text-waiting",
  },
  done: { card: "border-2 border-done bg-done-soft", icon: "bg-done text-canvas", line: "text-done" },
  not_approved: { card: "border-2 border-ink bg-sunken", icon: "bg-ink text-canvas", line: "text-ink" },
  cancelled: { card: "border-2 border-edge bg-sunken", icon: "bg-line text-ink-soft", line: "text-ink-soft" },
  failed: {
    card: "border-2 border-attention bg-attention-soft",
    icon: "bg-attention text-canvas",
    line: "text-attention",
  },
};

/** Around the card where a session moves or waits. */
const halos: Partial<Record<Standing, string>> = {
  moving: "border-moving/40",
  waiting_for_you: "border-waiting/40",
  waiting_for_others: "border-waiting/40",
};

/**
 * One task: what kind (icon), its name in two lines, and one line: where the session stands, or else what the task
 * does. A card that is pointed at or focused shows all of both (graph-flow.css).
 */
export const TaskNode = memo(function TaskNode({ id, data: { task, standing, words, times } }: NodeProps<FlowNode>) {
  const isSelected = useIsSelected(id);
  const look = looks[standing];
  const halo = halos[standing];
  return (
    <>
      {halo && <span aria-hidden className={cn("absolute -inset-1.5 animate-here rounded-[14px] border-4", halo)} />}
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <div
        className={cn(
          "relative flex min-h-full w-full items-center gap-2 rounded-surface border px-2.5 py-1",
          look.card,
          isSelected && "outline-2 outline-accent outline-offset-2",
        )}
      >
        <span className={cn("relative grid size-8 shrink-0 place-items-center rounded-control", look.icon)}>
          <KindIcon name={task.icon} className="size-5" />
          {standing === "passed" && (
            <Check
              aria-hidden
              className="-top-1.5 -left-1.5 absolute size-4 rounded-full bg-accent p-0.5 text-on-accent"
            />
          )}
          {isHere(standing) && (
            <span className="-top-2 -left-2 absolute rounded-full bg-surface p-0.5">
              <StatusIcon tone={standing} className="size-3.5" />
            </span>
          )}
        </span>
        <span className="min-w-0 grow">
          <span
            dir="auto"
            className={cn(
              "task-text wrap-anywhere line-clamp-2 font-semibold",
              standing === "ahead" ? "text-ink-soft" : "text-ink",
            )}
          >
            {task.label}
          </span>
          <span className="sr-only">, {lowerFirst(task.kindLabel)}, </span>
          {isHere(standing) ? (
            <span className={cn("task-text line-clamp-2 font-semibold text-meta", look.line)}>{words}</span>
          ) : (
            <span className={cn("task-text wrap-anywhere line-clamp-1 text-meta", look.line)}>{task.summary}</span>
          )}
          {standing === "passed" && <span className="sr-only">, {words}</span>}
        </span>
        {times && (
          <span className="-top-2.5 absolute right-2 rounded-full bg-accent px-1.5 text-meta text-on-accent">
            <span className="sr-only">, been here </span>
            {times}
          </span>
        )}
        {isSelected && <span className="sr-only">, selected</span>}
      </div>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
});
