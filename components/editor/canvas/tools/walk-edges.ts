import type { Point } from "../places/geometry";

export type Direction = "next" | "previous" | "left" | "right";

export interface Ground {
  startTaskId: string;
  /** Every task, in the order they are read. */
  taskIds: readonly string[];
  edges: readonly { from: string; to: string }[];
  places: Readonly<Record<string, Point>>;
}

/**
 * The task that an arrow key leads to: along an edge to what follows or what comes before (the leftmost or the nearest
 * in x), or to the task beside it among those that follow the same one. A task without siblings has those in about the
 * same row beside it. Undefined where the way ends.
 */
export function walkFrom(taskId: string, direction: Direction, ground: Ground): string | undefined {
  if (direction === "next") return nearestTo(taskId, followers(taskId, ground), ground);
  if (direction === "previous") return nearestTo(taskId, leaders(taskId, ground), ground);
  const row = inOrder(siblings(taskId, ground), ground);
  const index = row.indexOf(taskId);
  return row[index + (direction === "left" ? -1 : 1)];
}

const others = (ids: string[], taskId: string): string[] => [...new Set(ids)].filter((id) => id !== taskId);

const followers = (taskId: string, { edges }: Ground): string[] =>
  others(
    edges.filter(({ from }) => from === taskId).map(({ to }) => to),
    taskId,
  );

const leaders = (taskId: string, { edges }: Ground): string[] =>
  others(
    edges.filter(({ to }) => to === taskId).map(({ from }) => from),
    taskId,
  );

const row = 40;

function siblings(taskId: string, ground: Ground): string[] {
  const together = new Set(leaders(taskId, ground).flatMap((leader) => followers(leader, ground)));
  if (together.size > 1) return [...together.add(taskId)];
  const place = ground.places[taskId];
  if (!place) return [taskId];
  return ground.taskIds.filter((id) => Math.abs((ground.places[id]?.y ?? Number.NaN) - place.y) <= row);
}

const inOrder = (ids: string[], { places }: Ground): string[] =>
  ids.toSorted((a, b) => (places[a]?.x ?? 0) - (places[b]?.x ?? 0) || (places[a]?.y ?? 0) - (places[b]?.y ?? 0));

function nearestTo(taskId: string, ids: string[], ground: Ground): string | undefined {
  const x = ground.places[taskId]?.x ?? 0;
  const distance = (id: string) => Math.abs((ground.places[id]?.x ?? 0) - x);
  return inOrder(ids, ground).toSorted((a, b) => distance(a) - distance(b))[0];
}
