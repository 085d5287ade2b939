"use client";

import { type KeyboardEvent, type MouseEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { LazyMenu } from "../lazy/lazy-menu";
import { useEditor, useEditorStore } from "../store/store";
import { edgeActions, taskActions } from "./outline-actions";
import { keyEffect } from "./outline-keys";
import { OutlineTask } from "./outline-task";
import { useOutlineItems } from "./use-outline-items";

interface OpenMenu {
  id: string;
  name: string;
  at: { x: number; y: number };
}

/**
 * The workflow as a tree: tasks in reading order, each with its edges. It offers all actions of the canvas for
 * keyboard, screen reader and touch.
 */
export function Outline() {
  const store = useEditorStore();
  const items = useOutlineItems();
  const taskIds = useEditor((state) => state.selection.taskIds);
  const edgeIds = useEditor((state) => state.selection.edgeIds);
  const problems = useEditor((state) => state.problems);
  const request = useEditor((state) => state.outlineFocus);
  const tree = useRef<HTMLUListElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const handled = useRef(0);
  const [focused, setFocused] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);

  const ids = useMemo(() => items.flatMap((item) => [item.id, ...item.edges.map(({ id }) => id)]), [items]);
  const counts = useMemo(() => {
    const findTaskByText = new Map<string, number>();
    for (const { taskId, edgeId } of problems) {
      const id = edgeId ?? taskId;
      if (id) findTaskByText.set(id, (findTaskByText.get(id) ?? 0) + 1);
    }
    return findTaskByText;
  }, [problems]);
  const selected = useMemo(() => new Set([...taskIds, ...edgeIds]), [taskIds, edgeIds]);
  const tabStop = focused !== null && ids.includes(focused) ? focused : ([...selected][0] ?? ids[0]);

  // A layout effect runs before the next key event, so text typed after F2 goes into the name.
  useLayoutEffect(() => {
    if (!request) return;
    const row = rowIn(tree.current, request.id);
    // The row of a new task may not be rendered yet. `ids` changes when it is.
    if (!row || handled.current === request.request || !ids.includes(request.id)) return;
    handled.current = request.request;
    if (request.renames) setRenaming(request.id);
    else row.focus();
    row.scrollIntoView({ block: "nearest" });
  }, [request, ids]);

  const openMenu = useCallback((id: string, event: MouseEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const row = event.currentTarget.closest<HTMLElement>("[role=treeitem]");
    const { right, bottom } = event.currentTarget.getBoundingClientRect();
    const isPointed = event.type === "contextmenu" && event.clientX > 0;
    row?.focus();
    const name = row?.dataset.name ?? "";
    setMenu({ id, name, at: isPointed ? { x: event.clientX, y: event.clientY } : { x: right - 240, y: bottom } });
  }, []);
  const endRenaming = useCallback(
    (id: string) => {
      setRenaming(null);
      store.getState().focusInOutline(id);
    },
    [store],
  );

  const rowOf = (id: string) => rowIn(tree.current, id);
  const neighbour = (id: string): string | undefined => {
    const place = ids.indexOf(id);
    const own = new Set(items.find((item) => item.id === id)?.edges.map((edge) => edge.id));
    return ids.slice(place + 1).find((other) => !own.has(other)) ?? ids[place - 1];
  };
  const actionsOf = (id: string) => {
    const isTask = items.some((item) => item.id === id);
    return (isTask ? taskActions : edgeActions)(store, id, () => neighbour(id));
  };
  const select = (id: string): void => {
    const isTask = items.some((item) => item.id === id);
    store.getState().inspect(isTask ? { taskId: id } : { edgeId: id });
  };

  function handleKeyDown(event: KeyboardEvent<HTMLUListElement>) {
    const row = event.target as HTMLElement;
    const id = row.role === "treeitem" ? row.dataset.item : undefined;
    if (id === undefined) return;
    const done = keyEffect(event, { id, items, typed: typed.current });
    if (!done) return;
    event.preventDefault();
    if (done.focus !== undefined) {
      rowOf(done.focus)?.focus();
    }
    if (done.action !== undefined)
      actionsOf(id)
        .find(({ name }) => name === done.action)
        ?.run();
    if (done.selects) select(id);
  }

  return (
    <>
      <ul
        ref={tree}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is made of nested lists
        role="tree"
        aria-label="Outline"
        onKeyDown={handleKeyDown}
        onFocus={({ target }) => target.role === "treeitem" && setFocused(target.dataset.item ?? null)}
        onClick={({ target }) => {
          const row = (target as HTMLElement).closest<HTMLElement>("[role=treeitem]");
          if (row?.dataset.item && !(target as HTMLElement).closest("button, input")) select(row.dataset.item);
        }}
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
            isRenaming={renaming === item.id}
            onMenu={openMenu}
            onRenamed={endRenaming}
          />
        ))}
      </ul>
      <LazyMenu
        menu={
          menu && {
            ...menu,
            actions: actionsOf(menu.id),
            returnFocus: () => rowOf(menu.id)?.focus(),
            onClose: () => setMenu(null),
          }
        }
      />
    </>
  );
}

const rowIn = (tree: HTMLElement | null, id: string): HTMLElement | null =>
  tree?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? null;
