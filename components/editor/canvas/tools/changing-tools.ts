import type { RunResult } from "@/components/editor/store/editor-state";
import type { Command } from "@/lib/workflows/commands/define-command";
import { deleteParts } from "@/lib/workflows/commands/delete-parts";
import type { CanvasGroup, CanvasNote } from "@/lib/workflows/commands/document";
import { moveTasks, setGroup, setNote } from "@/lib/workflows/commands/layout-parts";
import { noParts } from "@/lib/workflows/commands/parts";
import { setStart } from "@/lib/workflows/commands/task-fields";
import { toneNames } from "../nodes/tones";
import type { Box, Point } from "../places/geometry";
import { movedWith } from "../places/moved-parts";
import { gridSize } from "../places/snap-cards";
import type { Ground } from "./canvas-tools";
import type { SelectingTools } from "./selecting-tools";

/** Changing what is there: by keys and buttons what a drag does, too. */
export function changingTools(ground: Ground, { select, focus, cursor }: SelectingTools) {
  const { editor, places, tell } = ground;
  const state = () => editor.getState();

  /** Runs a command; the editor says why it was refused. */
  const run = <Args>(command: Command<Args>, args: Args): RunResult => state().run(command, args);

  /** Moves parts to where they are let go, in one step. What has no place yet gets the one that it is drawn at. */
  function place(moved: ReadonlyMap<string, Point>, byKeys = false): void {
    const { definition, layout } = state().document;
    const at = (ids: readonly { id: string }[]) =>
      Object.fromEntries(ids.flatMap(({ id }) => (moved.has(id) ? [[id, moved.get(id) as Point]] : [])));
    const unplaced = definition.tasks.flatMap(({ id }) =>
      layout.positions[id] || !places()[id] ? [] : [[id, places()[id] as Point]],
    );
    const positions = { ...Object.fromEntries(unplaced), ...at(definition.tasks) };
    run(moveTasks, { positions, notes: at(layout.notes), groups: at(layout.groups), byKeys });
  }

  function selectedParts() {
    const { selection } = state();
    const count = selection.taskIds.length + selection.noteIds.length + selection.groupIds.length;
    const id = cursor();
    // The card that the keyboard is on stands for a selection.
    return count === 0 && id && selection.edgeIds.length === 0 ? { ...noParts, taskIds: [id] } : selection;
  }

  /** Moves what is selected by steps of the grid. */
  function nudge(columns: number, rows: number): void {
    const { document } = state();
    const parts = movedWith(document, places(), selectedParts());
    const all = [...document.layout.notes, ...document.layout.groups];
    const moved = new Map<string, Point>();
    for (const id of [...parts.taskIds, ...parts.noteIds, ...parts.groupIds]) {
      const from = places()[id] ?? all.find((part) => part.id === id);
      if (from) moved.set(id, { x: from.x + columns * gridSize, y: from.y + rows * gridSize });
    }
    if (moved.size > 0) place(moved, true);
  }

  /** Makes the selected notes and groups larger or smaller by steps of the grid. */
  function resize(columns: number, rows: number): void {
    const { document, selection } = state();
    const next = (value: number, steps: number) => Math.max(96, value + steps * gridSize);
    const grow = ({ width, height }: { width: number; height: number }) => ({
      ...{ width: next(width, columns), height: next(height, rows) },
    });
    const notes = document.layout.notes.filter(({ id }) => selection.noteIds.includes(id));
    const groups = document.layout.groups.filter(({ id }) => selection.groupIds.includes(id));
    for (const note of notes) run(setNote, { noteId: note.id, change: grow(note) });
    for (const group of groups) run(setGroup, { groupId: group.id, change: grow(group) });
    if (notes.length + groups.length === 0) tell("Notes and groups can be made larger and smaller.");
  }

  /** Gives a note or a group the size that it was dragged to. */
  function resizeTo(id: string, box: Partial<Box>): void {
    const round = Object.fromEntries(Object.entries(box).map(([key, value]) => [key, Math.round(value)]));
    const isNote = state().document.layout.notes.some((note) => note.id === id);
    if (isNote) run(setNote, { noteId: id, change: round });
    else run(setGroup, { groupId: id, change: round });
  }

  function recolour(): void {
    const { document, selection } = state();
    const next = (tone: CanvasNote["tone"]) => toneNames[(toneNames.indexOf(tone) + 1) % toneNames.length] ?? tone;
    for (const { id, tone } of document.layout.notes) {
      if (selection.noteIds.includes(id)) run(setNote, { noteId: id, change: { tone: next(tone) } });
    }
    for (const { id, tone } of document.layout.groups) {
      if (selection.groupIds.includes(id)) run(setGroup, { groupId: id, change: { tone: next(tone) } });
    }
  }

  /** Deletes what is selected; the keyboard goes on at what comes before it. */
  function remove(): void {
    const parts = selectedParts();
    const { edges } = state().document.definition;
    const gone = new Set(parts.taskIds);
    const before = edges.find(({ from, to }) => gone.has(to) && !gone.has(from))?.from;
    const after = edges.find(({ from, to }) => gone.has(from) && !gone.has(to))?.to;
    const selectedEdge = edges.find(({ id }) => parts.edgeIds.includes(id));
    if (!run(deleteParts, parts).ok) return;
    const next = before ?? after ?? selectedEdge?.from ?? cursor();
    if (next) {
      select({ taskIds: [next] });
      focus(next);
    } else select({});
  }

  /** After undo and redo the keyboard stays on the canvas, where it was. */
  function step(direction: "undo" | "redo"): void {
    const hadFocus = ground.host()?.contains(document.activeElement) ?? false;
    if (state().history[direction].length === 0) tell(`There is nothing to ${direction}.`);
    state()[direction]();
    const id = cursor();
    if (hadFocus && id) focus(id);
  }

  return {
    run,
    place,
    nudge,
    resize,
    resizeTo,
    recolour,
    remove,
    selectedParts,
    undo: () => step("undo"),
    redo: () => step("redo"),
    setStart(): void {
      const [taskId] = selectedParts().taskIds;
      if (taskId) run(setStart, { taskId });
    },
    setNote: (noteId: string, change: Partial<Omit<CanvasNote, "id">>) => void run(setNote, { noteId, change }),
    setGroup: (groupId: string, change: Partial<Omit<CanvasGroup, "id">>) => void run(setGroup, { groupId, change }),
  };
}

export type ChangingTools = ReturnType<typeof changingTools>;
