"use client";

import { type KeyboardEvent, type MouseEvent, type RefObject, useMemo, useRef, useState } from "react";
import { describeCount, describeTaken, describeTaskState, taskStateOf } from "@/components/workflows/graph/task-state";
import { LazyMenu } from "../lazy/lazy-menu";
import { useEditor } from "../store/store";
import type { OutlineItem } from "./outline-items";
import { keyEffect } from "./outline-keys";
import { OutlineTask } from "./outline-task";
import { useOutlineCommands } from "./use-outline-commands";
import { findRow, useOutlineFocus } from "./use-outline-focus";
import { useOutlineItems } from "./use-outline-items";
import { useOutlineMenu } from "./use-outline-menu";

/**
 * The workflow as a tree: tasks in reading order, each with its edges. It offers all actions of the canvas for
 * keyboard, screen reader and touch.
 */
export function Outline() {
  const items = useOutlineItems();
  const ids = useMemo(() => items.flatMap((item) => [item.id, ...item.edges.map(({ id }) => id)]), [items]);
  const counts = useProblemCounts();
  const trial = useTrialWords();
  const selected = useSelectedIds();
  const tree = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const { renamedId, endRenaming } = useOutlineFocus(tree, ids);
  const { menu, openMenu, closeMenu } = useOutlineMenu();
  const commands = useOutlineCommands(items, ids);
  const { handleKeyDown, handleClick } = useTreeEvents(tree, items, commands);
  const tabStop = focused !== null && ids.includes(focused) ? focused : ([...selected][0] ?? ids[0]);

  return (
    <>
      <ul
        ref={tree}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is made of nested lists
        role="tree"
        aria-label="Outline"
        onKeyDown={handleKeyDown}
        onFocus={({ target }) => target.role === "treeitem" && setFocused(target.dataset.item ?? null)}
        onClick={handleClick}
        className="grid gap-1"
      >
        {items.map((item, index) => (
          <OutlineTask
            key={item.id}
            item={item}
            place={{ position: index + 1, size: items.length }}
            selected={selected}
            tabStop={tabStop}
            counts={counts}
            trial={trial}
            isRenaming={renamedId === item.id}
            onMenu={openMenu}
            onRenamed={endRenaming}
          />
        ))}
      </ul>
      <LazyMenu
        menu={
          menu && {
            name: menu.name,
            at: menu.at,
            actions: commands.actionsOf(menu.id),
            returnFocus: () => findRow(tree.current, menu.id)?.focus(),
            onClose: closeMenu,
          }
        }
      />
    </>
  );
}

type Commands = ReturnType<typeof useOutlineCommands>;

/** The handlers of keys and clicks in the tree. */
function useTreeEvents(tree: RefObject<HTMLElement | null>, items: readonly OutlineItem[], commands: Commands) {
  const search = useRef({ text: "", at: 0 });

  function handleKeyDown(event: KeyboardEvent<HTMLUListElement>) {
    const row = event.target as HTMLElement;
    const id = row.role === "treeitem" ? row.dataset.item : undefined;
    // The browser copies selected text.
    const isTextCopied = (event.ctrlKey || event.metaKey) && getSelection()?.isCollapsed === false;
    if (id === undefined || isTextCopied) return;
    const effect = keyEffect(event, { id, items, typed: search.current });
    if (!effect) return;
    event.preventDefault();
    if (effect.focus !== undefined) findRow(tree.current, effect.focus)?.focus();
    const action = commands.actionsOf(id).find(({ name }) => name === effect.action);
    action?.run();
    if (effect.isSelection) commands.select(id);
  }
  function handleClick({ target }: MouseEvent) {
    const row = (target as HTMLElement).closest<HTMLElement>("[role=treeitem]");
    if (row?.dataset.item && !(target as HTMLElement).closest("button, input")) commands.select(row.dataset.item);
  }
  return { handleKeyDown, handleClick };
}

/** The number of problems by task id or edge id. */
function useProblemCounts(): ReadonlyMap<string, number> {
  const problems = useEditor((state) => state.problems);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { taskId, edgeId } of problems) {
      const id = edgeId ?? taskId;
      if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }, [problems]);
}

/** What the test run did, in words, by task id or edge id. */
function useTrialWords(): ReadonlyMap<string, string> {
  const path = useEditor((state) => state.trial?.view?.path ?? null);
  return useMemo(() => {
    const { visits = {}, taken = {} } = path ?? {};
    const tasks = Object.keys({ ...visits, ...(path && { [path.currentTaskId]: 1 }) }).map((id): [string, string] => {
      const words = describeTaskState(taskStateOf(id, path), path);
      return [id, [words, describeCount(visits[id])].filter(Boolean).join(" ")];
    });
    return new Map([
      ...tasks,
      ...Object.entries(taken).map(([id, edge]): [string, string] => [id, describeTaken(edge)]),
    ]);
  }, [path]);
}

function useSelectedIds(): ReadonlySet<string> {
  const taskIds = useEditor((state) => state.selection.taskIds);
  const edgeIds = useEditor((state) => state.selection.edgeIds);
  return useMemo(() => new Set([...taskIds, ...edgeIds]), [taskIds, edgeIds]);
}
