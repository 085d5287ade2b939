import type { EditorDocument } from "@/lib/workflows/commands/document";
import { noParts, type PartIds } from "@/lib/workflows/commands/parts";

const idsOf = ({ definition, layout }: EditorDocument): PartIds => ({
  taskIds: definition.tasks.map(({ id }) => id),
  edgeIds: definition.edges.map(({ id }) => id),
  noteIds: layout.notes.map(({ id }) => id),
  groupIds: layout.groups.map(({ id }) => id),
});

const kindsOfParts = ["taskIds", "edgeIds", "noteIds", "groupIds"] as const;

/** The parts that only `after` has. Edges are left out when a task was added too. */
export function addedParts(before: EditorDocument, after: EditorDocument): PartIds {
  const [old, now] = [idsOf(before), idsOf(after)];
  const added = { ...noParts };
  for (const kind of kindsOfParts) {
    const known = new Set(old[kind]);
    added[kind] = now[kind].filter((id) => !known.has(id));
  }
  return added.taskIds.length > 0 ? { ...added, edgeIds: [] } : added;
}

/** The parts of a selection that the document still has. */
export function existingParts(selection: PartIds, document: EditorDocument): PartIds {
  const now = idsOf(document);
  const isChanged = kindsOfParts.some((kind) => selection[kind].some((id) => !now[kind].includes(id)));
  if (!isChanged) return selection;
  const left = { ...noParts };
  for (const kind of kindsOfParts) left[kind] = selection[kind].filter((id) => now[kind].includes(id));
  return left;
}
