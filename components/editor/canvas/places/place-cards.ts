import { type Box, BoxIndex, type Point } from "./geometry";
import { gridSize, toGrid } from "./snap-cards";

interface Size {
  width: number;
  height: number;
}

interface CardsToPlace {
  /** In reading order. */
  cards: readonly ({ id: string } & Size)[];
  edges: readonly { from: string; to: string }[];
  /** Cards that have a place. They do not move. */
  places: Readonly<Record<string, Point>>;
}

/** The space between a new card and the card beside or above it. Pixels. */
export const gap = { x: 32, y: 56 };

/**
 * Places for the cards that have none: below a task before, otherwise above a task after, otherwise below all cards. If
 * this place is occupied, the nearest free place is used. The same input gives the same places.
 */
export function placeCards({ cards, edges, places }: CardsToPlace): Record<string, Point> {
  const boxes = new Map<string, Box>();
  for (const card of cards) {
    const place = places[card.id];
    if (place) boxes.set(card.id, { ...place, width: card.width, height: card.height });
  }
  const occupied = new BoxIndex(boxes.values());
  const before = neighbours(edges, ({ from, to }) => [to, from]);
  const after = neighbours(edges, ({ from, to }) => [from, to]);
  const placed: Record<string, Point> = {};
  let bottom = Math.max(0, ...[...boxes.values()].map(({ y, height }) => y + height + gap.y));

  for (const card of cards) {
    if (boxes.has(card.id)) continue;
    const above = before.get(card.id)?.flatMap((id) => boxes.get(id) ?? []) ?? [];
    const below = after.get(card.id)?.flatMap((id) => boxes.get(id) ?? []) ?? [];
    const { x, y } = placeBeside(card, above.at(0), below.at(0)) ?? { x: 0, y: boxes.size === 0 ? 0 : bottom };
    const box = freeBox({ x: toGrid(x), y: toGrid(y), width: card.width, height: card.height }, occupied);
    occupied.add(box);
    boxes.set(card.id, box);
    bottom = Math.max(bottom, box.y + box.height + gap.y);
    placed[card.id] = { x: box.x, y: box.y };
  }
  return placed;
}

function placeBeside(card: Size, above: Box | undefined, below: Box | undefined): Point | undefined {
  if (above) return { x: above.x + (above.width - card.width) / 2, y: above.y + above.height + gap.y };
  if (below) return { x: below.x + (below.width - card.width) / 2, y: below.y - gap.y - card.height };
  return undefined;
}

/** A free box near the preferred one. It tries up to four columns to the right and to the left, then the next row. */
export function freeBox(preferred: Box, occupied: BoxIndex<Box>): Box {
  const isFree = ({ x, y, width, height }: Box) =>
    occupied.within({
      x: x - gridSize,
      y: y - gridSize,
      width: width + 2 * gridSize,
      height: height + 2 * gridSize,
    }).length === 0;
  const columns = 4;
  for (let row = 0; ; row++) {
    for (let step = 0; step <= 2 * columns; step++) {
      const column = step % 2 === 0 ? -step / 2 : (step + 1) / 2;
      const box = {
        ...preferred,
        x: preferred.x + column * toGrid(preferred.width + gap.x),
        y: preferred.y + row * toGrid(preferred.height + gap.y),
      };
      if (isFree(box)) return box;
    }
  }
}

/** The connected task ids, by task id. `pair` names the task that an edge belongs to, and its other end. */
function neighbours(
  edges: CardsToPlace["edges"],
  pair: (edge: { from: string; to: string }) => [of: string, other: string],
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const [of, other] = pair(edge);
    if (of === other) continue;
    const known = found.get(of);
    if (known) known.push(other);
    else found.set(of, [other]);
  }
  return found;
}
