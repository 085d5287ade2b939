import type { RunResult } from "@/components/editor/store/editor-state";
import type { Command } from "@/lib/workflows/commands/define-command";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import { setStart } from "@/lib/workflows/commands/task-fields";
import type { CanvasContext } from "./canvas-context";
import type { FocusTools } from "./focus-tools";
import type { SelectionTools } from "./selection-tools";

/** Running commands, deleting, undo and redo. */
export function createEditTools(context: CanvasContext, focusTools: FocusTools, { selectedParts }: SelectionTools) {
  const { editor, host, showNotice } = context;
  const { select, focus, cursor } = focusTools;
  const state = () => editor.getState();

  /** Runs a command. The editor shows the reason of a refusal. */
  const run = <Args>(command: Command<Args>, args: Args): RunResult => state().run(command, args);

  /** Deletes the selected parts and focuses the task before them. */
  function remove(): void {
    const parts = selectedParts();
    const { edges } = state().document.definition;
    const deleted = new Set(parts.taskIds);
    const before = edges.find(({ from, to }) => deleted.has(to) && !deleted.has(from))?.from;
    const after = edges.find(({ from, to }) => deleted.has(from) && !deleted.has(to))?.to;
    const selectedEdge = edges.find(({ id }) => parts.edgeIds.includes(id));
    if (!run(deleteParts, parts).ok) return;
    const next = before ?? after ?? selectedEdge?.from ?? cursor();
    select(next ? { taskIds: [next] } : {});
    if (next) focus(next);
  }

  /** Undoes or redoes one step. Focus returns to the canvas if it was there before. */
  function changeHistory(direction: "undo" | "redo"): void {
    const hadFocus = host()?.contains(document.activeElement) ?? false;
    if (state().history[direction].length === 0) showNotice(`There is nothing to ${direction}.`);
    state()[direction]();
    const id = cursor();
    if (hadFocus && id) focus(id);
  }

  return {
    run,
    remove,
    undo: () => changeHistory("undo"),
    redo: () => changeHistory("redo"),
    setStart(): void {
      const [taskId] = selectedParts().taskIds;
      if (taskId) run(setStart, { taskId });
    },
  };
}

export type EditTools = ReturnType<typeof createEditTools>;
