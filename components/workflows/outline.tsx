"use client";

import { ArrowRight, Check } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { GraphPath, GraphView } from "@/lib/workflows/schema";
import { KindIcon } from "./kind-icon";
import { edgeWords, isHere, standingOf, standingWords } from "./standing";

interface OutlineProps {
  graph: GraphView;
  /** Task id -> the stage people outside see. */
  stages?: Record<string, string | undefined>;
  path?: GraphPath | null;
  selectedTaskId: string | null;
  onSelect: (taskId: string) => void;
}

const itemClasses = "cursor-pointer rounded-control px-2 py-1 hover:bg-sunken focus-visible:-outline-offset-2";
const hereColours = { moving: "text-moving", waiting: "text-waiting", done: "text-done", attention: "text-attention" };

/**
 * The graph as words: a tree of tasks in reading order, below each the ways out of it. Says all that the picture says.
 * Up and Down move, Right goes to a task's ways out, Left back, Enter selects (a way out selects where it leads).
 */
export function Outline({ graph, stages = {}, path = null, selectedTaskId, onSelect }: OutlineProps) {
  const tree = useRef<HTMLUListElement>(null);
  const groupId = useId();
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const tabStop = focusedKey ?? selectedTaskId ?? graph.nodes[0]?.id;

  // Selected on the canvas, the item may be out of sight here. Only the pane scrolls, never the page around it.
  useEffect(() => {
    const pane = tree.current?.parentElement;
    const chosen = selectedTaskId && tree.current?.querySelector("[aria-selected=true]");
    if (!pane || !chosen) return;
    const [frame, row] = [pane.getBoundingClientRect(), chosen.getBoundingClientRect()];
    if (row.top < frame.top) pane.scrollTop -= frame.top - row.top + 8;
    if (row.bottom > frame.bottom) pane.scrollTop += row.bottom - frame.bottom + 8;
  }, [selectedTaskId]);

  function keyPressed(event: KeyboardEvent<HTMLUListElement>) {
    const items = [...(tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];
    const index = items.findIndex((item) => item.matches(":focus"));
    const current = items[index];
    if (!current) return;
    const isTask = current.ariaLevel === "1";
    const below = items[index + 1];
    const next = {
      ArrowDown: below,
      ArrowUp: items[index - 1],
      Home: items[0],
      End: items.at(-1),
      ArrowRight: isTask && below?.ariaLevel === "2" ? below : undefined,
      ArrowLeft: isTask ? undefined : items.slice(0, index).findLast((item) => item.ariaLevel === "1"),
    }[event.key];
    if (next) next.focus();
    else if (event.key === "Enter" || event.key === " ") onSelect(current.dataset.task ?? "");
    else return;
    event.preventDefault();
  }

  /** What every item of the tree has: its level, its place in the tab order and the task it selects. */
  const item = (key: string, level: 1 | 2, taskId: string) => ({
    role: "treeitem",
    "aria-level": level,
    "aria-selected": level === 1 && selectedTaskId === taskId,
    tabIndex: tabStop === key ? 0 : -1,
    "data-task": taskId,
    onFocus: () => setFocusedKey(key),
    onClick: () => onSelect(taskId),
  });

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is made of nested lists
    <ul ref={tree} role="tree" aria-label="Outline" onKeyDown={keyPressed} className="grid gap-1">
      {graph.nodes.map((task) => {
        const standing = standingOf(task.id, path);
        const words = standingWords(standing, path);
        const selected = selectedTaskId === task.id;
        const edges = graph.edges.filter((edge) => edge.source === task.id);
        return (
          <li key={task.id} role="none">
            <div
              {...item(task.id, 1, task.id)}
              aria-owns={edges.length > 0 ? `${groupId}-${task.id}` : undefined}
              className={cn(itemClasses, "flex gap-2", selected && "bg-accent-soft hover:bg-accent-soft")}
            >
              <KindIcon name={task.icon} className="mt-0.5 size-4 shrink-0 text-ink-faint" />
              <span className="min-w-0 grow">
                <span className="block font-semibold">{task.label}</span>
                <span className={cn("block text-meta", selected ? "text-ink" : "text-ink-soft")}>
                  {[task.isStart && "starts here", task.kindLabel, stages[task.id]].filter(Boolean).join(" · ")}
                </span>
                {isHere(standing) && (
                  <span className={cn("block font-semibold text-meta", hereColours[standing])}>{words}</span>
                )}
              </span>
              {standing === "passed" && <Check aria-label={words} className="mt-0.5 size-4 shrink-0 text-accent" />}
            </div>
            {edges.length > 0 && (
              // biome-ignore lint/a11y/useSemanticElements: a group of tree items, not of form fields
              <ul role="group" id={`${groupId}-${task.id}`} className="ml-4 border-l pl-1">
                {edges.map((edge) => {
                  const taken = path?.traversedEdgeIds.includes(edge.id);
                  return (
                    <li key={edge.id} role="none">
                      <div
                        {...item(edge.id, 2, edge.target)}
                        className={cn(itemClasses, "text-meta", taken ? "font-semibold text-accent" : "text-ink-soft")}
                      >
                        {edgeWords(edge)} <ArrowRight aria-label="to" className="inline size-3" />{" "}
                        {graph.nodes.find((node) => node.id === edge.target)?.label}
                        {taken && <span className="sr-only">, taken</span>}
                      </div>
                    </li>
                  );
                })}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}
