import type { CanvasGroup, CanvasNote } from "@/lib/workflows/commands/document";
import { setGroup, setNote } from "@/lib/workflows/commands/layout-parts";
import { toneNames } from "../nodes/tones";
import type { Box } from "../places/geometry";
import { gridSize } from "../places/snap-cards";
import type { CanvasContext } from "./canvas-context";

type NoteChange = Partial<Omit<CanvasNote, "id">>;
type GroupChange = Partial<Omit<CanvasGroup, "id">>;

/** The smallest width and height that keys can give. Pixels. */
const minSize = 96;

/** Changing the size, the colour and the text of notes and groups. */
export function createNoteTools({ editor, showNotice }: CanvasContext) {
  const state = () => editor.getState();
  const changeNote = (noteId: string, change: NoteChange) => void state().run(setNote, { noteId, change });
  const changeGroup = (groupId: string, change: GroupChange) => void state().run(setGroup, { groupId, change });

  function selected(): { notes: CanvasNote[]; groups: CanvasGroup[] } {
    const { document, selection } = state();
    return {
      notes: document.layout.notes.filter(({ id }) => selection.noteIds.includes(id)),
      groups: document.layout.groups.filter(({ id }) => selection.groupIds.includes(id)),
    };
  }

  /** Changes the size of the selected notes and groups by steps of the grid. */
  function resize(columns: number, rows: number): void {
    const { notes, groups } = selected();
    const resized = ({ width, height }: { width: number; height: number }) => ({
      width: Math.max(minSize, width + columns * gridSize),
      height: Math.max(minSize, height + rows * gridSize),
    });
    for (const note of notes) changeNote(note.id, resized(note));
    for (const group of groups) changeGroup(group.id, resized(group));
    if (notes.length + groups.length === 0) showNotice("Notes and groups can be made larger and smaller.");
  }

  /** Gives a note or a group the box that it was dragged to. */
  function resizeTo(id: string, box: Partial<Box>): void {
    const rounded = Object.fromEntries(Object.entries(box).map(([key, value]) => [key, Math.round(value)]));
    const isNote = state().document.layout.notes.some((note) => note.id === id);
    if (isNote) changeNote(id, rounded);
    else changeGroup(id, rounded);
  }

  /** Gives the selected notes and groups the next colour. */
  function recolour(): void {
    const { notes, groups } = selected();
    for (const { id, tone } of notes) changeNote(id, { tone: nextTone(tone) });
    for (const { id, tone } of groups) changeGroup(id, { tone: nextTone(tone) });
  }

  return { resize, resizeTo, recolour, setNote: changeNote, setGroup: changeGroup };
}

const nextTone = (tone: CanvasNote["tone"]): CanvasNote["tone"] =>
  toneNames[(toneNames.indexOf(tone) + 1) % toneNames.length] ?? tone;
