"use client";

import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { GraphEdge, GraphPath, GraphView } from "@/lib/workflows/schema";
import type { TaskWords } from "../words/describe-task";
import { OutlineTask } from "./outline-task";

interface OutlineProps {
  graph: GraphView;
  /** By task id. */
  words: Record<string, TaskWords>;
  path?: GraphPath | null;
  selectedTaskId: string | null;
  /** Has to stay the same function: every task is redrawn for another one. */
  onSelect: (taskId: string) => void;
}

/**
 * The graph as words: a tree of tasks in reading order, below each the ways out of it. Says all that the picture says.
 * Up and Down move, Right goes to a task's ways out, Left back, Enter selects (a way out selects where it leads).
 */
export function Outline({ graph, words, path = null, selectedTaskId, onSelect }: OutlineProps) {
  const tree = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<{ taskId: string; key: string } | null>(null);
  const tabStopTaskId = focused?.taskId ?? selectedTaskId ?? graph.nodes[0]?.id;
  const noteFocus = useCallback((taskId: string, key: string) => setFocused({ taskId, key }), []);
  const edgesByTask = useMemo(() => groupBySource(graph.edges), [graph]);
  const isInBrowser = useSyncExternalStore(nothingChanges, isTrue, isFalse);
  const names = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node.label])), [graph]);

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

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is made of nested lists
    <ul ref={tree} role="tree" aria-label="Outline" onKeyDown={keyPressed} className="grid gap-1">
      {(isInBrowser ? graph.nodes : graph.nodes.slice(0, tasksOfServer)).map((task) => (
        <OutlineTask
          key={task.id}
          task={task}
          stage={words[task.id]?.stage}
          edges={edgesByTask.get(task.id) ?? noEdges}
          path={path}
          names={names}
          isSelected={selectedTaskId === task.id}
          tabStop={tabStopTaskId === task.id ? (focused?.key ?? task.id) : null}
          onFocus={noteFocus}
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

/** The server draws no more tasks than this: 500 would keep it from everybody else for a fifth of a second. */
const tasksOfServer = 60;
const nothingChanges = () => () => {};
const isTrue = () => true;
const isFalse = () => false;
