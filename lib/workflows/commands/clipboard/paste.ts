import type { Draft } from "immer";
import { type Command, CommandRefusedError } from "../define-command";
import { type EditorDocument, maxGroups, maxNotes, maxSettings } from "../document";
import { assertDepth, checkRoom, freshEdgeId, freshId, type PartIds, type Point, takenIds } from "../parts";
import { type Clip, clipSchema, copyParts } from "./clip";

/** Pixels that a copy lies beside what it was made of. */
const besideIt = 32;
/** The longest text that is looked at: 500 tasks with long letters. */
const longestClip = 5_000_000;

export interface PasteArgs {
  /** What the clipboard held: text, or a clip. */
  clip: unknown;
  /** Where the upper left corner goes; without it beside where it was copied. Pixels. */
  at?: Point;
}

/** Adds the parts of a clip with new ids; the edges between them come along. */
export const paste: Command<PasteArgs> = {
  name: "paste",
  describe: () => "Paste",
  apply: (draft, { clip, at }) => addClip(draft, readClip(clip), at),
};

/** Makes the selected parts a second time, beside them. */
export const duplicate: Command<Partial<PartIds>> = {
  name: "duplicate",
  describe: ({ taskIds = [] }) => (taskIds.length > 1 ? `Duplicate ${taskIds.length} tasks` : "Duplicate"),
  apply: (draft, parts) => addClip(draft, readClip(copyParts(draft, parts)), undefined),
};

/** What a clipboard held as a clip. Throws CommandRefusedError. */
function readClip(input: unknown): Clip {
  const json = typeof input === "string" ? readJson(input) : input;
  assertDepth(json);
  const parsed = clipSchema.safeParse(json);
  if (!parsed.success) throw new CommandRefusedError("What is on the clipboard is not part of a workflow.");
  const { tasks, edges, notes, groups } = parsed.data;
  if (tasks.length + notes.length + groups.length === 0) throw new CommandRefusedError("There is nothing to paste.");
  const ids = new Set(tasks.map(({ id }) => id));
  if (!edges.every(({ from, to }) => ids.has(from) && ids.has(to)))
    throw new CommandRefusedError("What is on the clipboard has an edge that leads out of it.");
  return parsed.data;
}

function readJson(text: string): unknown {
  if (text.length > longestClip) throw new CommandRefusedError("What is on the clipboard is too large.");
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function addClip(draft: Draft<EditorDocument>, clip: Clip, at: Point | undefined): void {
  const { definition, layout } = draft;
  checkRoom(draft, clip.tasks.length, clip.edges.length);
  if (layout.notes.length + clip.notes.length > maxNotes)
    throw new CommandRefusedError(`A workflow has at most ${maxNotes} notes.`);
  if (layout.groups.length + clip.groups.length > maxGroups)
    throw new CommandRefusedError(`A workflow has at most ${maxGroups} groups.`);
  const move = moveOf(clip, at);
  const taken = takenIds(draft);
  const labels = new Set(definition.tasks.map(({ label }) => label));
  const isFirst = definition.tasks.length === 0;
  const newIds = new Map<string, string>();
  for (const task of clip.tasks) {
    const label = freshLabel(labels, task.label);
    const id = freshId(taken, label || task.id);
    newIds.set(task.id, id);
    definition.tasks.push({ ...task, id, label });
    const position = clip.positions[task.id];
    if (position) layout.positions[id] = move(position);
  }
  for (const edge of clip.edges) {
    const [from, to] = [newIds.get(edge.from) ?? "", newIds.get(edge.to) ?? ""];
    definition.edges.push({ ...edge, id: freshEdgeId(taken), from, to });
  }
  for (const note of clip.notes) layout.notes.push({ ...note, ...move(note), id: freshId(taken, "note") });
  for (const group of clip.groups) layout.groups.push({ ...group, ...move(group), id: freshId(taken, "group") });
  const known = new Set(definition.settings.map(({ key }) => key));
  const missing = clip.settings.filter(({ key }) => !known.has(key));
  if (known.size + missing.length > maxSettings)
    throw new CommandRefusedError(`A workflow has at most ${maxSettings} settings.`);
  definition.settings.push(...missing);
  if (isFirst) definition.startTaskId = definition.tasks[0]?.id ?? "";
}

/** How the places of a clip become those of the document. */
function moveOf({ positions, notes, groups }: Clip, at: Point | undefined): (point: Point) => Point {
  const all = [...Object.values(positions), ...notes, ...groups];
  const left = Math.min(...all.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  const [dx, dy] = at && all.length > 0 ? [at.x - left, at.y - top] : [besideIt, besideIt];
  return ({ x, y }) => ({ x: within(x + dx), y: within(y + dy) });
}

/** The canvas ends there. */
const within = (value: number): number => Math.max(-1_000_000, Math.min(1_000_000, Math.round(value)));

/** A name that no task has: "Approve", "Approve 2". */
function freshLabel(labels: Set<string>, wished: string): string {
  const stem = wished.replace(/ \d{1,3}$/, "").slice(0, 76);
  let label = wished;
  for (let count = 2; label !== "" && labels.has(label); count++) label = `${stem} ${count}`;
  labels.add(label);
  return label;
}
