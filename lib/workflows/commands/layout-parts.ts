import { type Command, CommandRefusedError } from "./define-command";
import {
  type CanvasGroup,
  type CanvasNote,
  canvasGroupSchema,
  canvasNoteSchema,
  maxGroups,
  maxNotes,
} from "./document";
import { freshId, type Point, parseOrRefuse, parsePoint, takenIds } from "./parts";

/** Places by task id. Pixels. */
export type Positions = Record<string, Point>;

export interface MoveTasksArgs {
  positions: Positions;
  /** Notes and groups that were moved with them. */
  notes?: Positions;
  groups?: Positions;
  /** Moved by keys: several presses are one step. */
  byKeys?: boolean;
}

/** Moves what was dragged, or moved by keys. */
export const moveTasks: Command<MoveTasksArgs> = {
  name: "moveTasks",
  describe: ({ positions, notes = {}, groups = {} }) => {
    const count = [positions, notes, groups].reduce((sum, moved) => sum + Object.keys(moved).length, 0);
    return count > 1 ? `Move ${count} things` : "Move a card";
  },
  mergesAs: ({ positions, notes = {}, groups = {}, byKeys }) =>
    byKeys ? `move ${[positions, notes, groups].flatMap(Object.keys).join(" ")}` : undefined,
  apply(draft, { positions, notes = {}, groups = {} }) {
    const { definition, layout } = draft;
    for (const { id } of definition.tasks) if (positions[id]) layout.positions[id] = parsePoint(positions[id]);
    for (const part of layout.notes) if (notes[part.id]) Object.assign(part, parsePoint(notes[part.id]));
    for (const part of layout.groups) if (groups[part.id]) Object.assign(part, parsePoint(groups[part.id]));
  },
};

/** Puts the tasks where a layout has them; those that it leaves out lose their places. */
export const placeTasks: Command<{ positions: Positions }> = {
  name: "placeTasks",
  describe: () => "Tidy up",
  apply(draft, { positions }) {
    const { definition, layout } = draft;
    const places = definition.tasks.flatMap(({ id }) => (positions[id] ? [[id, parsePoint(positions[id])]] : []));
    layout.positions = Object.fromEntries(places);
  },
};

/** Adds a note to the canvas. */
export const addNote: Command<Omit<CanvasNote, "id" | "tone"> & { tone?: CanvasNote["tone"] }> = {
  name: "addNote",
  describe: () => "Add a note",
  apply(draft, note) {
    if (draft.layout.notes.length >= maxNotes)
      throw new CommandRefusedError(`A workflow has at most ${maxNotes} notes.`);
    draft.layout.notes.push(parseOrRefuse(canvasNoteSchema, { ...note, id: freshId(takenIds(draft), "note") }));
  },
};

/** Changes the text, the place and the size of a note. */
export const setNote: Command<{ noteId: string; change: Partial<Omit<CanvasNote, "id">> }> = {
  name: "setNote",
  describe: () => "Change a note",
  mergesAs: ({ noteId, change }) => `note ${noteId} ${Object.keys(change).join(" ")}`,
  apply({ layout }, { noteId, change }) {
    const place = layout.notes.findIndex(({ id }) => id === noteId);
    if (place < 0) throw new CommandRefusedError("The note is not there any more.");
    layout.notes[place] = parseOrRefuse(canvasNoteSchema, { ...layout.notes[place], ...change });
  },
};

/** Puts a frame with a name behind tasks. */
export const addGroup: Command<Omit<CanvasGroup, "id" | "tone"> & { tone?: CanvasGroup["tone"] }> = {
  name: "addGroup",
  describe: () => "Add a group",
  apply(draft, group) {
    if (draft.layout.groups.length >= maxGroups)
      throw new CommandRefusedError(`A workflow has at most ${maxGroups} groups.`);
    draft.layout.groups.push(parseOrRefuse(canvasGroupSchema, { ...group, id: freshId(takenIds(draft), "group") }));
  },
};

/** Changes the name, the place and the size of a group. */
export const setGroup: Command<{ groupId: string; change: Partial<Omit<CanvasGroup, "id">> }> = {
  name: "setGroup",
  describe: () => "Change a group",
  mergesAs: ({ groupId, change }) => `group ${groupId} ${Object.keys(change).join(" ")}`,
  apply({ layout }, { groupId, change }) {
    const place = layout.groups.findIndex(({ id }) => id === groupId);
    if (place < 0) throw new CommandRefusedError("The group is not there any more.");
    layout.groups[place] = parseOrRefuse(canvasGroupSchema, { ...layout.groups[place], ...change });
  },
};
