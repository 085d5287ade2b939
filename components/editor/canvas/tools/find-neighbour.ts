import type { Point } from "../places/geometry";

export type Direction = "next" | "previous" | "left" | "right";

interface PlacedGraph {
  /** Every task id, in reading order. */
  taskIds: readonly string[];
  edges: readonly { from: string; to: string }[];
  places: Readonly<Record<string, Point>>;
}

/** Cards whose y differs by at most this are in one row. Pixels. */
const rowTolerance = 40;

/**
 * The task that an arrow key goes to; undefined if there is none. "next" and "previous" follow the edge to the nearest
 * card. "left" and "right" go to a sibling: a task that follows the same task. A task without siblings goes to a card
 * in the same row.
 */
export function findNeighbour(taskId: string, direction: Direction, graph: PlacedGraph): string | undefined {
  if (direction === "next") return nearestTo(taskId, successors(taskId, graph), graph);
  if (direction === "previous") return nearestTo(taskId, predecessors(taskId, graph), graph);
  const row = sortByPlace(siblings(taskId, graph), graph);
  const index = row.indexOf(taskId);
  return row[index + (direction === "left" ? -1 : 1)];
}

const withoutSelf = (ids: string[], taskId: string): string[] => [...new Set(ids)].filter((id) => id !== taskId);

const successors = (taskId: string, { edges }: PlacedGraph): string[] =>
  withoutSelf(
    edges.filter(({ from }) => from === taskId).map(({ to }) => to),
    taskId,
  );

const predecessors = (taskId: string, { edges }: PlacedGraph): string[] =>
  withoutSelf(
    edges.filter(({ to }) => to === taskId).map(({ from }) => from),
    taskId,
  );

function siblings(taskId: string, graph: PlacedGraph): string[] {
  const found = new Set(predecessors(taskId, graph).flatMap((id) => successors(id, graph)));
  if (found.size > 1) return [...found.add(taskId)];
  const place = graph.places[taskId];
  if (!place) return [taskId];
  return graph.taskIds.filter((id) => Math.abs((graph.places[id]?.y ?? Number.NaN) - place.y) <= rowTolerance);
}

const sortByPlace = (ids: string[], { places }: PlacedGraph): string[] =>
  ids.toSorted((a, b) => (places[a]?.x ?? 0) - (places[b]?.x ?? 0) || (places[a]?.y ?? 0) - (places[b]?.y ?? 0));

function nearestTo(taskId: string, ids: string[], graph: PlacedGraph): string | undefined {
  const x = graph.places[taskId]?.x ?? 0;
  const distance = (id: string) => Math.abs((graph.places[id]?.x ?? 0) - x);
  return sortByPlace(ids, graph).toSorted((a, b) => distance(a) - distance(b))[0];
}
