import { useEffect } from "react";
import type { MenuAction } from "../lazy/action-menu";
import { useEditorStore } from "../store/store";
import { edgeActions, taskActions } from "./outline-actions";
import type { OutlineItem } from "./outline-items";
import { loadCommands } from "./with-commands";

/** The actions of outline items, and the function that selects one. `ids` has the items in the order of the rows. */
export function useOutlineCommands(items: readonly OutlineItem[], ids: readonly string[]) {
  const store = useEditorStore();
  useEffect(() => {
    // Before the first action: the connection may be lost until then.
    void loadCommands();
  }, []);
  const isTask = (id: string): boolean => items.some((item) => item.id === id);
  const nextFocus = (id: string): string | undefined => {
    const index = ids.indexOf(id);
    const own = new Set(items.find((item) => item.id === id)?.edges.map((edge) => edge.id));
    return ids.slice(index + 1).find((other) => !own.has(other)) ?? ids[index - 1];
  };
  const actionsOf = (id: string): MenuAction[] =>
    (isTask(id) ? taskActions : edgeActions)(store, id, () => nextFocus(id));
  const select = (id: string): void => store.getState().inspect(isTask(id) ? { taskId: id } : { edgeId: id });
  return { actionsOf, select };
}
