import type { Patch } from "immer";
import { z } from "zod";

/** One step of the history. */
interface HistoryEntry {
  /** The label of the undo button: "Add “Classify”". */
  label: string;
  patches: Patch[];
  inverse: Patch[];
  /** Steps with the same key, typed without a pause, become one step. */
  mergeKey?: string;
}

/** The steps that can be undone and redone, the newest last. */
export interface EditorHistory {
  undo: readonly HistoryEntry[];
  redo: readonly HistoryEntry[];
}

export const noHistory: EditorHistory = { undo: [], redo: [] };

/** The greatest number of steps. */
const maxSteps = 500;

/** Adds a step to the history. `canJoin`: merges it into the last step when both have the same merge key. */
export function addEntry({ undo }: EditorHistory, entry: HistoryEntry, canJoin: boolean): EditorHistory {
  const last = undo.at(-1);
  const isSameField = canJoin && last?.mergeKey !== undefined && last.mergeKey === entry.mergeKey;
  const next = isSameField ? [...undo.slice(0, -1), join(last, entry)] : [...undo, entry];
  return { undo: next.slice(-maxSteps), redo: [] };
}

function join(before: HistoryEntry, after: HistoryEntry): HistoryEntry {
  const [first, second] = [before.patches, after.patches];
  const isSamePlace = first.length === 1 && second.length === 1 && isSamePath(first[0], second[0]);
  // For text in one field, only the first and the last value are needed.
  if (isSamePlace && first[0]?.op === "replace" && second[0]?.op === "replace")
    return { ...after, label: before.label, inverse: before.inverse };
  return {
    ...after,
    label: before.label,
    patches: [...first, ...second],
    inverse: [...after.inverse, ...before.inverse],
  };
}

const isSamePath = (one: Patch | undefined, other: Patch | undefined): boolean =>
  one !== undefined && other !== undefined && one.path.join("\n") === other.path.join("\n");

/** The step to undo, and the history after it. */
export function takeUndoStep({
  undo,
  redo,
}: EditorHistory): { entry: HistoryEntry; history: EditorHistory } | undefined {
  const entry = undo.at(-1);
  return entry && { entry, history: { undo: undo.slice(0, -1), redo: [...redo, entry] } };
}

/** The step to redo, and the history after it. */
export function takeRedoStep({
  undo,
  redo,
}: EditorHistory): { entry: HistoryEntry; history: EditorHistory } | undefined {
  const entry = redo.at(-1);
  return entry && { entry, history: { undo: [...undo, entry], redo: redo.slice(0, -1) } };
}

const patch = z.object({
  op: z.enum(["add", "remove", "replace"]),
  path: z.array(z.union([z.string(), z.number()])),
  value: z.unknown().optional(),
});
const entry = z.object({
  label: z.string(),
  patches: z.array(patch),
  inverse: z.array(patch),
  mergeKey: z.string().optional(),
});

/** The stored format of a history. */
export const historySchema = z.object({ undo: z.array(entry), redo: z.array(entry) });
