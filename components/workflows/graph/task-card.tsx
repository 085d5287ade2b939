import { Check, Minus, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { StatusIcon } from "@/components/ui/status";
import { lowerFirst } from "@/lib/words";
import type { GraphNode } from "@/lib/workflows/schema";
import { Badge, ChangeBadge } from "./card-badges";
import { KindIcon } from "./kind-icon";
import { isChange, isCurrentState, type TaskState } from "./task-state";

interface TaskCardProps {
  task: Pick<GraphNode, "label" | "kindLabel" | "icon" | "summary" | "isStart">;
  state?: TaskState;
  /** The state in words. */
  words?: string;
  /** The number of visits in words; "" below two. */
  visits?: string;
  isSelected?: boolean;
  /** Problems that keep the workflow from being published. */
  problems?: number;
  /** Shows "Start" on the card of the start task. */
  marksStart?: boolean;
}

const looks: Record<TaskState, { card: string; icon: string; line: string }> = {
  plain: { card: "border-line bg-surface", icon: "bg-sunken text-ink-soft", line: "text-ink-soft" },
  ahead: { card: "border-line bg-surface", icon: "bg-sunken text-ink-faint", line: "text-ink-faint" },
  passed: { card: "border-accent bg-surface", icon: "bg-accent-soft text-accent", line: "text-ink-soft" },
  skipped: { card: "border-edge border-dashed bg-surface", icon: "bg-sunken text-ink-faint", line: "text-ink-soft" },
  unchanged: { card: "border-line bg-surface", icon: "bg-sunken text-ink-faint", line: "text-ink-faint" },
  added: { card: "border-2 border-done bg-done-soft", icon: "bg-surface text-done", line: "text-ink-soft" },
  removed: {
    card: "border-2 border-attention border-dashed bg-attention-soft",
    icon: "bg-surface text-attention",
    line: "text-ink-soft",
  },
  changed: { card: "border-2 border-waiting bg-waiting-soft", icon: "bg-surface text-waiting", line: "text-ink-soft" },
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

/**
 * The card of a task: the icon of its kind, its name in two lines, and one line with the session's status or with a
 * summary of the task. A hovered or focused card shows the full texts (graph-flow.css).
 */
export function TaskCard({ task, state = "plain", words = "", visits = "", ...flags }: TaskCardProps) {
  const { isSelected = false, problems = 0, marksStart = false } = flags;
  const look = looks[state];
  return (
    <div
      className={cn(
        "relative flex min-h-full w-full items-center gap-2 rounded-surface border px-2.5 py-1",
        look.card,
        problems > 0 && "border-attention",
        isSelected && "outline-2 outline-accent outline-offset-2",
      )}
    >
      <CardIcon name={task.icon} state={state} className={look.icon} />
      <span className="min-w-0 grow">
        <span
          dir="auto"
          className={cn(
            "task-text wrap-anywhere line-clamp-2 font-semibold",
            state === "ahead" || state === "unchanged" ? "text-ink-soft" : "text-ink",
            state === "removed" && "line-through",
          )}
        >
          {task.label}
        </span>
        <span className="sr-only">, {lowerFirst(task.kindLabel)}, </span>
        {isCurrentState(state) ? (
          <span className={cn("task-text line-clamp-2 font-semibold text-meta", look.line)}>{words}</span>
        ) : (
          <span className={cn("task-text wrap-anywhere line-clamp-1 text-meta", look.line)}>{task.summary}</span>
        )}
        {(state === "passed" || state === "skipped") && <span className="sr-only">, {words}</span>}
      </span>
      {marksStart && task.isStart && <Badge className="left-2 bg-accent-soft text-accent">Start</Badge>}
      {isChange(state) && <ChangeBadge state={state} />}
      {visits && (
        <Badge className="right-2 bg-accent text-on-accent">
          <span className="sr-only">, been here </span>
          {visits}
        </Badge>
      )}
      {problems > 0 && (
        <Badge className="right-2 flex items-center gap-1 bg-attention text-canvas">
          <TriangleAlert aria-hidden className="size-3" />
          <span className="sr-only">, </span>
          {problems}
          <span className="sr-only">{problems > 1 ? " problems" : " problem"}</span>
        </Badge>
      )}
    </div>
  );
}

/** The icon of the kind, with a mark for the state. */
function CardIcon({ name, state, className }: { name: string; state: TaskState; className: string }) {
  return (
    <span className={cn("relative grid size-8 shrink-0 place-items-center rounded-control", className)}>
      <KindIcon name={name} className="size-5" />
      {state === "passed" && (
        <Check aria-hidden className="-top-1.5 -left-1.5 absolute size-4 rounded-full bg-accent p-0.5 text-on-accent" />
      )}
      {state === "skipped" && (
        <Minus aria-hidden className="-top-1.5 -left-1.5 absolute size-4 rounded-full bg-edge p-0.5 text-canvas" />
      )}
      {isCurrentState(state) && (
        <span className="-top-2 -left-2 absolute rounded-full bg-surface p-0.5">
          <StatusIcon tone={state} className="size-3.5" />
        </span>
      )}
    </span>
  );
}
