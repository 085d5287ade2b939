import { Check, Minus } from "lucide-react";
import { memo, useId } from "react";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status";
import type { GraphEdge, GraphNode, GraphPath, StatusTone } from "@/lib/workflows/schema";
import { KindIcon } from "../graph/kind-icon";
import { describeCount, describeTaskState, isCurrentState, taskStateOf, visitCountOf } from "../graph/task-state";
import { branchesOf, OutlineBranches } from "./outline-branches";

interface OutlineTaskProps {
  task: GraphNode;
  /** Its outgoing edges. */
  edges: GraphEdge[];
  stage?: string;
  path: GraphPath | null;
  /** Labels by task id. */
  names: Map<string, string>;
  isSelected: boolean;
  /** The key of the item that Tab focuses: the task's id or an edge's id. Null if Tab focuses another task. */
  tabStop: string | null;
  onFocus: (taskId: string, key: string) => void;
  onSelect: (taskId: string) => void;
}

const itemClasses = "cursor-pointer rounded-control px-2 py-1 hover:bg-sunken focus-visible:-outline-offset-2";

/** A task of the outline with its branches. */
export const OutlineTask = memo(function OutlineTask(props: OutlineTaskProps) {
  const { task, edges, path, names, isSelected, tabStop, onFocus, onSelect } = props;
  const groupId = useId();
  const branches = branchesOf(task.id, edges, path);

  /** The attributes of a tree item. */
  const itemOf = (key: string, level: 1 | 2, taskId: string) => ({
    role: "treeitem",
    "aria-level": level,
    "aria-selected": level === 1 && isSelected,
    tabIndex: tabStop === key ? 0 : -1,
    "data-task": taskId,
    onFocus: () => onFocus(task.id, key),
    onClick: () => onSelect(taskId),
  });
  return (
    <li role="none">
      <div
        {...itemOf(task.id, 1, task.id)}
        aria-owns={branches.length > 0 ? groupId : undefined}
        className={cn(itemClasses, "flex gap-2", isSelected && "bg-accent-soft hover:bg-accent-soft")}
      >
        <TaskSummary {...props} />
      </div>
      {branches.length > 0 && (
        <OutlineBranches
          id={groupId}
          branches={branches}
          names={names}
          itemClasses={itemClasses}
          itemOf={(key, taskId) => itemOf(key, 2, taskId)}
        />
      )}
    </li>
  );
});

const toneColours: Record<StatusTone, string> = {
  moving: "text-moving",
  waiting_for_you: "text-waiting",
  waiting_for_others: "text-waiting",
  done: "text-done",
  not_approved: "text-ink",
  cancelled: "text-ink-soft",
  failed: "text-attention",
};

/** The name, the kind and the state of a task. */
function TaskSummary({
  task,
  stage,
  path,
  isSelected,
}: Pick<OutlineTaskProps, "task" | "stage" | "path" | "isSelected">) {
  const state = taskStateOf(task.id, path);
  const words = describeTaskState(state, path);
  const visits = describeCount(visitCountOf(task.id, path));
  const facts = [task.isStart && "starts here", task.kindLabel, stage, visits && `been here ${visits}`];
  return (
    <>
      <KindIcon name={task.icon} className="mt-0.5 size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 grow">
        <span dir="auto" className="wrap-anywhere block font-semibold">
          {task.label}
        </span>
        <span className={cn("block text-meta", isSelected ? "text-ink" : "text-ink-soft")}>
          {facts.filter(Boolean).join(" · ")}
        </span>
        {isCurrentState(state) && (
          <span className={cn("flex items-center gap-1 font-semibold text-meta", toneColours[state])}>
            <StatusIcon tone={state} className="size-3.5 text-current" />
            {words}
          </span>
        )}
      </span>
      {state === "skipped" && <Minus aria-label={words} className="mt-0.5 size-4 shrink-0 text-ink-faint" />}
      {state === "passed" && <Check aria-label={words} className="mt-0.5 size-4 shrink-0 text-accent" />}
    </>
  );
}
