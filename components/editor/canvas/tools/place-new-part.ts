import type { EditorDocument } from "@/lib/workflows/commands/document";
import { cardSize } from "@/lib/workflows/layout/layout-size";
import type { PaletteTarget } from "../canvas-state";
import { type Box, BoxIndex, boxAround, centerOf, type Point } from "../places/geometry";
import { freeBox, gap } from "../places/place-cards";
import { toGrid } from "../places/snap-cards";
import type { ViewTools } from "./view-tools";

/** The place for the card of a new task: at the given point, below the task before, or in the middle of the view. */
export function placeNewTask(document: EditorDocument, view: ViewTools, target: PaletteTarget, label: string): Point {
  const { at, after, edgeId } = target;
  const size = cardSize(label);
  if (at) return { x: toGrid(at.x - size.width / 2), y: toGrid(at.y - size.height / 2) };
  const boxes = view.boxes();
  const edge = document.definition.edges.find(({ id }) => id === edgeId);
  const ends = edge ? [edge.from, edge.to].flatMap((id) => boxes.get(id) ?? []) : [];
  const previous = boxes.get(after?.taskId ?? edge?.from ?? "");
  if (previous && ends.length < 2) {
    const x = previous.x + (previous.width - size.width) / 2;
    return placeNear(document, view, { x, y: previous.y + previous.height + gap.y, ...size });
  }
  const { x, y } = ends.length > 1 ? centerOf(boxAround(ends)) : view.centerOfView();
  return placeNear(document, view, { x: x - size.width / 2, y: y - size.height / 2, ...size });
}

/** The free place on the grid that is nearest to the preferred box. A new part may lie inside a group. */
export function placeNear({ layout }: EditorDocument, view: ViewTools, preferred: Box): Point {
  const groups = new Set(layout.groups.map(({ id }) => id));
  const occupied = new BoxIndex([...view.boxes()].flatMap(([id, box]) => (groups.has(id) ? [] : [box])));
  return freeBox({ ...preferred, x: toGrid(preferred.x), y: toGrid(preferred.y) }, occupied);
}
