import type { TaskDefinition } from "@/lib/engine";
import type { EditorDocument } from "../document";
import { type ConflictPlace, describeConflict } from "./describe-conflict";
import { isSame } from "./is-same";
import { type Difference, mergeValues, type Sides, type ValuePath } from "./merge-values";

/** One thing that both sides have changed, and not to the same. */
export interface MergeConflict {
  where: ConflictPlace;
  /** For people: `“Classify”: question`. */
  label: string;
  /**
   * The path in the document, with ids for list entries: `["definition", "tasks", "classify", "config", "question"]`.
   */
  path: ValuePath;
  /** What each side has there; undefined where it has deleted it. */
  mine: unknown;
  theirs: unknown;
}

export interface MergedDocument {
  /** Everything that does not overlap. In a conflict it has mine, or theirs where I have deleted it. */
  document: EditorDocument;
  conflicts: MergeConflict[];
}

/**
 * Merges the changes of two people to one document, by the ids of its parts. A part that only one side changed becomes
 * that side's. A task that one side deleted and the other changed, connected or starts with is kept, as a conflict, so
 * that no edge loses an end. The given documents are not changed.
 */
export function mergeDocuments(base: EditorDocument, mine: EditorDocument, theirs: EditorDocument): MergedDocument {
  if (isSame(base, theirs) || isSame(mine, theirs)) return { document: mine, conflicts: [] };
  if (isSame(base, mine)) return { document: theirs, conflicts: [] };
  const found: Difference[] = [];
  const sides = { base, mine, theirs };
  const merged = mergeValues(sides, [], found) as EditorDocument;
  const kept = keepNeededTasks(sides, merged, found);
  const { document, differences } = dropDeletedPositions(kept, found);
  const conflicts = differences.map((one) => ({ ...one, ...describeConflict(one.path, [mine, theirs, base]) }));
  return { document, conflicts };
}

/** A task that one side has deleted comes back when an edge of the other side, or its start, leads to it. */
function keepNeededTasks(
  { mine, theirs }: Sides<EditorDocument>,
  merged: EditorDocument,
  found: Difference[],
): EditorDocument {
  const { definition, layout } = merged;
  const taskIds = new Set(definition.tasks.map(({ id }) => id));
  const back = new Map<string, TaskDefinition>();
  const positions = { ...layout.positions };
  const keep = (taskId: string, isNeededBy: (side: EditorDocument) => boolean): void => {
    if (taskIds.has(taskId) || back.has(taskId)) return;
    const side = [mine, theirs].find((one) => isNeededBy(one) && taskIn(one, taskId));
    const task = side && taskIn(side, taskId);
    if (!task) return;
    back.set(taskId, task);
    const position = side.layout.positions[taskId];
    if (position) positions[taskId] = position;
    const path = ["definition", "tasks", taskId];
    found.push({ path, mine: side === mine ? task : undefined, theirs: side === mine ? undefined : task });
  };
  keep(definition.startTaskId, (side) => side.definition.startTaskId === definition.startTaskId);
  for (const edge of definition.edges) {
    for (const end of ["from", "to"] as const) {
      keep(edge[end], (side) =>
        side.definition.edges.some(({ id, ...one }) => id === edge.id && one[end] === edge[end]),
      );
    }
  }
  if (back.size === 0) return merged;
  return {
    definition: { ...definition, tasks: [...definition.tasks, ...back.values()] },
    layout: { ...layout, positions },
  };
}

const taskIn = ({ definition }: EditorDocument, taskId: string): TaskDefinition | undefined =>
  definition.tasks.find(({ id }) => id === taskId);

/** The place of a deleted task is not a conflict. */
function dropDeletedPositions(
  document: EditorDocument,
  found: Difference[],
): { document: EditorDocument; differences: Difference[] } {
  const isDropped = ({ path: [part, list, taskId = ""], mine, theirs }: Difference): boolean =>
    part === "layout" &&
    list === "positions" &&
    (mine === undefined || theirs === undefined) &&
    taskIn(document, taskId) === undefined;
  const dropped = new Set(found.filter(isDropped).map(({ path }) => path[2]));
  if (dropped.size === 0) return { document, differences: found };
  const { layout } = document;
  const positions = Object.entries(layout.positions).filter(([taskId]) => !dropped.has(taskId));
  return {
    document: { ...document, layout: { ...layout, positions: Object.fromEntries(positions) } },
    differences: found.filter((one) => !isDropped(one)),
  };
}
