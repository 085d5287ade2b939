import type { EditorDocument } from "@/lib/workflows/commands/document";
import { noParts, type PartIds } from "@/lib/workflows/commands/parts";
import type { CanvasContext } from "./canvas-context";
import type { FocusTools } from "./focus-tools";

/** A change that React Flow reports for a node or an edge. */
interface ReportedChange {
  type: string;
  id?: string;
  selected?: boolean;
}

/** Changing the selection, and opening the inspector for it. */
export function createSelectionTools({ editor, canvas }: CanvasContext, focusTools: FocusTools) {
  const { select, elementOf, cursor } = focusTools;
  const state = () => editor.getState();

  /** Shows a task, or the selected edge, in the inspector. */
  function inspect(taskId = cursor()): void {
    const [edgeId] = state().selection.edgeIds;
    if (edgeId) state().inspect({ edgeId, focuses: true });
    else if (taskId) state().inspect({ taskId, focuses: true });
  }

  return {
    inspect,
    /** The selected parts. Without a selection, the card at the cursor. */
    selectedParts(): PartIds {
      const { selection } = state();
      const isEmpty = Object.values(selection).every((ids) => ids.length === 0);
      const id = cursor();
      return isEmpty && id ? { ...noParts, taskIds: [id] } : selection;
    },
    /** Applies the selection changes that React Flow reports. */
    selectChanged(changes: readonly ReportedChange[]): void {
      const { selection, document } = state();
      const selectChanges = changes.filter(({ type }) => type === "select");
      if (selectChanges.length > 0) select(applySelectChanges(selectChanges, selection, document));
    },
    /** Selects the card at the cursor, or deselects it. */
    toggleCursor(): void {
      const id = cursor();
      if (!id) return;
      const { selection } = state();
      const others = selection.taskIds.filter((one) => one !== id);
      const isSelected = others.length < selection.taskIds.length;
      select({ ...selection, taskIds: isSelected ? others : [...others, id] });
      canvas.setState({ cursorId: id });
    },
    /** Closes the open panel. Without an open panel, clears the selection. */
    stepOut(): void {
      const { palette, isSearching, isBoxSelecting } = canvas.getState();
      if (palette || isSearching || isBoxSelecting) {
        canvas.setState({ palette: null, isSearching: false, isBoxSelecting: false });
      } else select({});
    },
    /** Opens the text of the selected note or group for typing. Otherwise shows the selection in the inspector. */
    inspectOrEdit(): void {
      const { noteIds, groupIds } = state().selection;
      const [id] = [...noteIds, ...groupIds];
      if (id) elementOf(id)?.querySelector<HTMLElement>("[data-edit-text]")?.click();
      else inspect();
    },
    selectAll(): void {
      const { definition, layout } = state().document;
      const ids = (parts: readonly { id: string }[]) => parts.map(({ id }) => id);
      select({ taskIds: ids(definition.tasks), noteIds: ids(layout.notes), groupIds: ids(layout.groups) });
    },
  };
}

/** The selection after the changes. Parts that stay selected keep their order; new ones are appended. */
function applySelectChanges(
  changes: readonly ReportedChange[],
  selection: PartIds,
  { definition, layout }: EditorDocument,
): PartIds {
  const isSelected = new Map(changes.map(({ id, selected }) => [id, selected === true]));
  const next = (parts: readonly { id: string }[], before: string[]) => [
    ...before.filter((id) => isSelected.get(id) !== false),
    ...parts.flatMap(({ id }) => (isSelected.get(id) && !before.includes(id) ? [id] : [])),
  ];
  return {
    taskIds: next(definition.tasks, selection.taskIds),
    edgeIds: next(definition.edges, selection.edgeIds),
    noteIds: next(layout.notes, selection.noteIds),
    groupIds: next(layout.groups, selection.groupIds),
  };
}

export type SelectionTools = ReturnType<typeof createSelectionTools>;
