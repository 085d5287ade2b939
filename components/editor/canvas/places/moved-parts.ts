import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { PartIds } from "@/lib/workflows/commands/parts";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import { type Box, contains, type Point } from "./geometry";

/** Card id -> its upper left corner. */
export type Places = Readonly<Record<string, Point>>;

/** The boxes of all cards, notes and groups, by id. */
export function boxesOf({ definition, layout }: EditorDocument, places: Places): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { id, label } of definition.tasks)
    boxes.set(id, { ...(places[id] ?? { x: 0, y: 0 }), ...cardSize(label) });
  for (const { id, x, y, width, height } of [...layout.notes, ...layout.groups]) boxes.set(id, { x, y, width, height });
  return boxes;
}

type Movable = Pick<PartIds, "taskIds" | "noteIds" | "groupIds">;

/** All parts that move when these parts are moved. A group moves with the parts that it contains. */
export function movedWith(document: EditorDocument, places: Places, parts: Movable): Movable {
  const { definition, layout } = document;
  const boxes = boxesOf(document, places);
  const frames = parts.groupIds.flatMap((id) => boxes.get(id) ?? []);
  if (frames.length === 0) return parts;
  const isInside = (id: string) =>
    frames.some((frame) => boxes.get(id) !== frame && contains(frame, boxes.get(id) ?? frame));
  const moved = (all: readonly { id: string }[], ids: string[]) =>
    all.flatMap(({ id }) => (ids.includes(id) || isInside(id) ? [id] : []));
  return {
    taskIds: moved(definition.tasks, parts.taskIds),
    noteIds: moved(layout.notes, parts.noteIds),
    groupIds: moved(layout.groups, parts.groupIds),
  };
}
