"use client";

import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useIsBrowser } from "@/components/ui/use-is-browser";
import type { GraphEdge, GraphPath, GraphView } from "@/lib/workflows/schema";
import type { TaskWords } from "../words/describe-task";
import { OutlineTask } from "./outline-task";

interface OutlineProps {
  graph: GraphView;
  /** By task id. */
  words: Record<string, TaskWords>;
  path?: GraphPath | null;
  selectedTaskId: string | null;
  /** Must be a stable function, because every task is drawn again when it changes. */
  onSelect: (taskId: string) => void;
}

/**
 * The graph as text: a tree of tasks in reading order, each with its branches. It contains everything that the graph
 * shows. Up and Down move between items. Right goes to the branches of a task and Left goes back. Enter selects a task,
 * or the task that a branch goes to.
 */
export function Outline({ graph, words, path = null, selectedTaskId, onSelect }: OutlineProps) {
  const tree = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<{ taskId: string; key: string } | null>(null);
  const tabStopTaskId = focused?.taskId ?? selectedTaskId ?? graph.nodes[0]?.id;
  const handleFocus = useCallback((taskId: string, key: string) => setFocused({ taskId, key }), []);
  const edgesByTask = useMemo(() => groupBySource(graph.edges), [graph]);
  const isInBrowser = useIsBrowser();
  const names = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node.label])), [graph]);

  // A task that was selected on the canvas may be outside the visible part of this pane. Only the pane scrolls.
  useEffect(() => {
    const pane = tree.current?.parentElement;
    const selected = selectedTaskId && tree.current?.querySelector("[aria-selected=true]");
    if (!pane || !selected) return;
    const [frame, row] = [pane.getBoundingClientRect(), selected.getBoundingClientRect()];
    if (row.top < frame.top) pane.scrollTop -= frame.top - row.top + 8;
    if (row.bottom > frame.bottom) pane.scrollTop += row.bottom - frame.bottom + 8;
  }, [selectedTaskId]);

  function handleKey(event: KeyboardEvent<HTMLUListElement>) {
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

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is made of nested lists
    <ul ref={tree} role="tree" aria-label="Outline" onKeyDown={handleKey} className="grid gap-1">
      {(isInBrowser ? graph.nodes : graph.nodes.slice(0, maxServerTasks)).map((task) => (
        <OutlineTask
          key={task.id}
          task={task}
          stage={words[task.id]?.stage}
          edges={edgesByTask.get(task.id) ?? noEdges}
          path={path}
          names={names}
          isSelected={selectedTaskId === task.id}
          tabStop={tabStopTaskId === task.id ? (focused?.key ?? task.id) : null}
          onFocus={handleFocus}
          onSelect={onSelect}
        />
      ))}
    </ul>
  );
}

const noEdges: GraphEdge[] = [];

function groupBySource(edges: GraphEdge[]): Map<string, GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) groups.set(edge.source, [...(groups.get(edge.source) ?? []), edge]);
  return groups;
}

/** The server renders at most this many tasks. 500 tasks would block its event loop for 200 ms. */
const maxServerTasks = 60;
