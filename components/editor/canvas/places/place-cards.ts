import { type Box, BoxIndex, type Point } from "./geometry";
import { gridSize, toGrid } from "./snap-cards";

interface Size {
  width: number;
  height: number;
}

export interface CardsToPlace {
  /** In the order they are read. */
  cards: readonly ({ id: string } & Size)[];
  edges: readonly { from: string; to: string }[];
  /** Where cards already lie; they stay there. */
  places: Readonly<Record<string, Point>>;
}

/** Between a card and what it is placed beside. */
export const gap = { x: 32, y: 56 };

/**
 * Places for the cards that have none: below what leads to them, else above what they lead to, else below everything;
 * aside where that is taken. No card that has a place moves. Pure: the same input gives the same places.
 */
export function placeCards({ cards, edges, places }: CardsToPlace): Record<string, Point> {
  const boxes = new Map<string, Box>();
  for (const card of cards) {
    const place = places[card.id];
    if (place) boxes.set(card.id, { ...place, width: card.width, height: card.height });
  }
  const taken = new BoxIndex(boxes.values());
  const before = neighbours(edges, ({ from, to }) => [to, from]);
  const after = neighbours(edges, ({ from, to }) => [from, to]);
  const placed: Record<string, Point> = {};
  let bottom = Math.max(0, ...[...boxes.values()].map(({ y, height }) => y + height + gap.y));

  for (const card of cards) {
    if (boxes.has(card.id)) continue;
    const above = before.get(card.id)?.flatMap((id) => boxes.get(id) ?? []) ?? [];
    const below = after.get(card.id)?.flatMap((id) => boxes.get(id) ?? []) ?? [];
    const wish = wishOf(card, above.at(0), below.at(0)) ?? { x: 0, y: boxes.size === 0 ? 0 : bottom };
    const box = freeBox({ x: toGrid(wish.x), y: toGrid(wish.y), width: card.width, height: card.height }, taken);
    taken.add(box);
    boxes.set(card.id, box);
    bottom = Math.max(bottom, box.y + box.height + gap.y);
    placed[card.id] = { x: box.x, y: box.y };
  }
  return placed;
}

function wishOf(card: Size, above: Box | undefined, below: Box | undefined): Point | undefined {
  if (above) return { x: above.x + (above.width - card.width) / 2, y: above.y + above.height + gap.y };
  if (below) return { x: below.x + (below.width - card.width) / 2, y: below.y - gap.y - card.height };
  return undefined;
}

/** The free place nearest to where a card should lie: beside it, to the right and to the left in turn, then a row down. */
export function freeBox(wish: Box, taken: BoxIndex<Box>): Box {
  const isFree = (box: Box) =>
    taken.within({
      ...{ x: box.x - gridSize, y: box.y - gridSize },
      ...{ width: box.width + 2 * gridSize, height: box.height + 2 * gridSize },
    }).length === 0;
  const columns = 4;
  for (let row = 0; ; row++) {
    for (let step = 0; step <= 2 * columns; step++) {
      const column = step % 2 === 0 ? -step / 2 : (step + 1) / 2;
      const box = {
        ...wish,
        x: wish.x + column * toGrid(wish.width + gap.x),
        y: wish.y + row * toGrid(wish.height + gap.y),
      };
      if (isFree(box)) return box;
    }
  }
}

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
