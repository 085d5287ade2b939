import { moveTasks } from "@/lib/workflows/commands/layout-parts";
import type { Point } from "../places/geometry";
import { movedWith } from "../places/moved-parts";
import { gridSize } from "../places/snap-cards";
import type { CanvasContext } from "./canvas-context";
import type { SelectionTools } from "./selection-tools";

/** Moving tasks, notes and groups. */
export function createMoveTools({ editor, places }: CanvasContext, { selectedParts }: SelectionTools) {
  const state = () => editor.getState();

  /** Moves parts as one step. Cards without a stored place are stored at the place where they are drawn. */
  function place(moved: ReadonlyMap<string, Point>, byKeys = false): void {
    const { definition, layout } = state().document;
    const movedOf = (parts: readonly { id: string }[]) =>
      Object.fromEntries(parts.flatMap(({ id }) => (moved.has(id) ? [[id, moved.get(id) as Point]] : [])));
    const drawn = places();
    const unstored = definition.tasks.flatMap(({ id }) =>
      layout.positions[id] || !drawn[id] ? [] : [[id, drawn[id] as Point]],
    );
    const positions = { ...Object.fromEntries(unstored), ...movedOf(definition.tasks) };
    state().run(moveTasks, { positions, notes: movedOf(layout.notes), groups: movedOf(layout.groups), byKeys });
  }

  /** Moves the selected parts by steps of the grid. */
  function nudge(columns: number, rows: number): void {
    const { document } = state();
    const parts = movedWith(document, places(), selectedParts());
    const frames = [...document.layout.notes, ...document.layout.groups];
    const moved = new Map<string, Point>();
    for (const id of [...parts.taskIds, ...parts.noteIds, ...parts.groupIds]) {
      const from = places()[id] ?? frames.find((frame) => frame.id === id);
      if (from) moved.set(id, { x: from.x + columns * gridSize, y: from.y + rows * gridSize });
    }
    if (moved.size > 0) place(moved, true);
  }

  return { place, nudge };
}
