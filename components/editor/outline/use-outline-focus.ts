import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { useEditor, useEditorStore } from "../store/store";

/** The row of a task or edge in the tree; null before it is rendered. */
export const findRow = (tree: HTMLElement | null, id: string): HTMLElement | null =>
  tree?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`) ?? null;

/**
 * Moves the focus to the item that the editor requests, or starts renaming it. Returns the id of the task that is being
 * renamed, and the function that ends renaming.
 */
export function useOutlineFocus(tree: RefObject<HTMLElement | null>, ids: readonly string[]) {
  const store = useEditorStore();
  const request = useEditor((state) => state.outlineFocus);
  const handled = useRef(0);
  const [renamedId, setRenamedId] = useState<string | null>(null);

  // A layout effect runs before the next key event, so text typed after F2 goes into the name.
  useLayoutEffect(() => {
    if (!request) return;
    const row = findRow(tree.current, request.id);
    // The row of a new task may not be rendered yet. `ids` changes when it is.
    if (!row || handled.current === request.request || !ids.includes(request.id)) return;
    handled.current = request.request;
    if (request.renames) setRenamedId(request.id);
    else row.focus();
    row.scrollIntoView({ block: "nearest" });
  }, [tree, request, ids]);

  const endRenaming = useCallback(
    (id: string) => {
      setRenamedId(null);
      store.getState().focusInOutline(id);
    },
    [store],
  );
  return { renamedId, endRenaming };
}
