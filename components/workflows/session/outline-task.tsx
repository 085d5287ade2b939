import { ArrowRight, Check, CornerUpLeft } from "lucide-react";
import { memo, useId } from "react";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status";
import type { GraphEdge, GraphNode, GraphPath, StatusTone } from "@/lib/workflows/schema";
import { KindIcon } from "../graph/kind-icon";
import {
  describeCount,
  describeEdge,
  describeTaskState,
  isCurrentState,
  taskStateOf,
  visitCountOf,
} from "../graph/task-state";

interface OutlineTaskProps {
  task: GraphNode;
  /** The ways out of it. */
  edges: GraphEdge[];
  stage?: string;
  path: GraphPath | null;
  /** Labels by task id. */
  names: Map<string, string>;
  isSelected: boolean;
  /** The item of this task that is reached with Tab, if one is: the task's id or an edge's. */
  tabStop: string | null;
  onFocus: (taskId: string, key: string) => void;
  onSelect: (taskId: string) => void;
}

const itemClasses = "cursor-pointer rounded-control px-2 py-1 hover:bg-sunken focus-visible:-outline-offset-2";
const hereColours: Record<StatusTone, string> = {
  moving: "text-moving",
  waiting_for_you: "text-waiting",
  waiting_for_others: "text-waiting",
  done: "text-done",
  not_approved: "text-ink",
  cancelled: "text-ink-soft",
  failed: "text-attention",
};

/** A task of the outline with the ways out of it. */
export const OutlineTask = memo(function OutlineTask(props: OutlineTaskProps) {
  const { task, edges, stage, path, names, isSelected, tabStop, onFocus, onSelect } = props;
  const groupId = useId();
  const state = taskStateOf(task.id, path);
  const words = describeTaskState(state, path);
  const times = describeCount(visitCountOf(task.id, path));
  const jumps = path?.jumps.filter((jump) => jump.from === task.id) ?? [];

  /** What every item of the tree has: its level, its place in the tab order and the task it selects. */
  const item = (key: string, level: 1 | 2, taskId: string) => ({
    role: "treeitem",
    "aria-level": level,
    "aria-selected": level === 1 && isSelected,
    tabIndex: tabStop === key ? 0 : -1,
    "data-task": taskId,
    onFocus: () => onFocus(task.id, key),
    onClick: () => onSelect(taskId),
  });
  const ways = [
    ...edges.map((edge) => {
      const taken = path?.taken[edge.id];
      return {
        ...{ key: edge.id, to: edge.target, words: describeEdge(edge), isTaken: taken !== undefined },
        isBack: edge.isBack ?? false,
        after: [...(taken?.because ?? []), describeCount(taken?.times)],
      };
    }),
    ...jumps.map((jump) => ({
      ...{ key: `jump ${jump.to}`, to: jump.to, words: jump.words, isTaken: true },
      isBack: false,
      after: ["without an edge", describeCount(jump.times)],
    })),
  ];
  return (
    <li role="none">
      <div
        {...item(task.id, 1, task.id)}
        aria-owns={ways.length > 0 ? groupId : undefined}
        className={cn(itemClasses, "flex gap-2", isSelected && "bg-accent-soft hover:bg-accent-soft")}
      >
        <KindIcon name={task.icon} className="mt-0.5 size-4 shrink-0 text-ink-faint" />
        <span className="min-w-0 grow">
          <span dir="auto" className="wrap-anywhere block font-semibold">
            {task.label}
          </span>
          <span className={cn("block text-meta", isSelected ? "text-ink" : "text-ink-soft")}>
            {[task.isStart && "starts here", task.kindLabel, stage, times && `been here ${times}`]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {isCurrentState(state) && (
            <span className={cn("flex items-center gap-1 font-semibold text-meta", hereColours[state])}>
              <StatusIcon tone={state} className="size-3.5 text-current" />
              {words}
            </span>
          )}
        </span>
        {state === "passed" && <Check aria-label={words} className="mt-0.5 size-4 shrink-0 text-accent" />}
      </div>
      {ways.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a group of tree items, not of form fields
        <ul role="group" id={groupId} className="ml-4 border-l pl-1">
          {ways.map((way) => (
            <li key={way.key} role="none">
              <div
                {...item(way.key, 2, way.to)}
                className={cn(
                  itemClasses,
                  "wrap-anywhere text-meta",
                  way.isTaken ? "font-semibold text-accent" : "text-ink-soft",
                )}
              >
                {way.words}{" "}
                {way.isBack ? (
                  <CornerUpLeft aria-hidden className="inline size-3" />
                ) : (
                  <ArrowRight aria-label="to" className="inline size-3" />
                )}{" "}
                {names.get(way.to)}
                {way.after.filter(Boolean).map((more) => (
                  <span key={more}>, {more}</span>
                ))}
                {way.isTaken && <span className="sr-only">, taken</span>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
});
