import type { EditorDocument } from "@/lib/workflows/commands/document";
import type { PartIds } from "@/lib/workflows/commands/parts";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import { type Box, contains, type Point } from "./geometry";

export type Places = Readonly<Record<string, Point>>;

/** The box of everything on the canvas, by id. */
export function boxesOf({ definition, layout }: EditorDocument, places: Places): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { id, label } of definition.tasks)
    boxes.set(id, { ...(places[id] ?? { x: 0, y: 0 }), ...cardSize(label) });
  for (const { id, x, y, width, height } of [...layout.notes, ...layout.groups]) boxes.set(id, { x, y, width, height });
  return boxes;
}

type Movable = Pick<PartIds, "taskIds" | "noteIds" | "groupIds">;

/** What moves when these parts are moved: a group takes along what lies in it. */
export function movedWith(document: EditorDocument, places: Places, parts: Movable): Movable {
  const { definition, layout } = document;
  const boxes = boxesOf(document, places);
  const frames = parts.groupIds.flatMap((id) => boxes.get(id) ?? []);
  if (frames.length === 0) return parts;
  const isInside = (id: string) =>
    frames.some((frame) => boxes.get(id) !== frame && contains(frame, boxes.get(id) ?? frame));
  const those = (all: readonly { id: string }[], ids: string[]) =>
    all.flatMap(({ id }) => (ids.includes(id) || isInside(id) ? [id] : []));
  return {
    taskIds: those(definition.tasks, parts.taskIds),
    noteIds: those(layout.notes, parts.noteIds),
    groupIds: those(layout.groups, parts.groupIds),
  };
}
