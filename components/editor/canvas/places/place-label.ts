import { type Box, overlaps, type Point } from "./geometry";

const costs = { card: 1_000, label: 1_000, line: 120, nearCard: 30, outside: 40 };
/** The badges of a card extend this far above its border. Pixels. */
const margin = 12;
/** The tried positions of a label on a straight part of the line: shares of its length. */
const shares = [0.5, 0.35, 0.65, 0.2, 0.8];

/** Finds the boxes that overlap an area. */
interface BoxQuery {
  within(area: Box): Box[];
}

/**
 * The box of an edge's label on its line. It avoids cards, other labels and the lines of other edges if it can. It
 * prefers straight parts near the end of the line, because fewer lines run beside each other there.
 */
export function placeLabel(
  points: readonly Point[],
  size: { width: number; height: number },
  { cards, labels, lines }: { cards: BoxQuery; labels: BoxQuery; lines: BoxQuery },
): Box {
  let best: { box: Box; cost: number } | undefined;
  for (let index = points.length - 1; index > 0; index--) {
    const [from, to] = [points[index - 1], points[index]];
    if (!from || !to) continue;
    for (const share of shares) {
      const middle = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      const box = { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size };
      const cost =
        cards.within(box).length * costs.card +
        labels.within(box).filter((label) => overlaps(label, box, 2)).length * costs.label +
        cards.within(withMargin(box)).length * costs.nearCard +
        lines.within(box).length * costs.line +
        (fits(from, to, size) ? 0 : costs.outside) +
        Math.abs(share - 0.5) * 10 +
        (points.length - 1 - index);
      if (!best || cost < best.cost) best = { box, cost };
    }
  }
  const { x = 0, y = 0 } = best?.box ?? {};
  return { x: Math.round(x), y: Math.round(y), ...size };
}

const withMargin = ({ x, y, width, height }: Box): Box => ({
  x: x - margin,
  y: y - margin,
  width: width + 2 * margin,
  height: height + 2 * margin,
});

/** Whether the line is visible on both sides of the label. */
const fits = (from: Point, to: Point, size: { width: number; height: number }): boolean =>
  Math.abs(from.x - to.x) > size.width + 16 || Math.abs(from.y - to.y) > size.height + 16;
