import { type Box, type BoxIndex, boxAround, type Point } from "../places/geometry";
import { clearance } from "./edge-ends";

/** The ends of an edge, and the cards that it connects. */
export interface Connection {
  from: Point;
  to: Point;
  source: Box;
  target: Box;
}

/** Cards this far beside the two cards of an edge are considered. Pixels. */
const searchWidth = 480;
/** At most this many columns beside cards are tried. */
const maxColumns = 12;

/** Possible lines for an edge: down and across, or along a free column beside the cards. */
export function candidateLines(connection: Connection, cards: BoxIndex<Box>): Point[][] {
  const { from, to, source, target } = connection;
  const lines: Point[][] = [];
  const drop = to.y - from.y;
  if (drop >= clearance) {
    if (Math.abs(from.x - to.x) < 1) lines.push([from, to]);
    const heights = [from.y + drop / 2, to.y - clearance, from.y + clearance];
    for (const y of drop < 2 * clearance ? heights.slice(0, 1) : heights) {
      lines.push([from, { x: from.x, y }, { x: to.x, y }, to]);
    }
    if (!cards.within(areaBetween(connection)).some((card) => card !== source && card !== target)) return lines;
  }
  const [below, above] = [from.y + clearance, to.y - clearance];
  for (const x of columnsBeside(connection, cards)) {
    lines.push([from, { x: from.x, y: below }, { x, y: below }, { x, y: above }, { x: to.x, y: above }, to]);
  }
  return lines;
}

/** The area between the two ends, as wide as both cards together. */
function areaBetween({ from, to, source, target }: Connection): Box {
  const { x, width } = boxAround([source, target]);
  return { x, width, y: from.y + 1, height: Math.max(1, to.y - from.y - 2) };
}

/** The x of vertical lines beside the cards of an edge, beside the cards between them, and outside all of them. */
function columnsBeside({ from, to, source, target }: Connection, cards: BoxIndex<Box>): number[] {
  const both = boxAround([source, target]);
  const area = { ...both, x: both.x - searchWidth, width: both.width + 2 * searchWidth };
  const nearby = [source, target, ...cards.within(area)];
  const beside = nearby.flatMap(({ x, width }) => [x - clearance, x + width + clearance]);
  const all = boxAround(nearby);
  const outside = [0, 1, 2].flatMap((column) => [
    all.x + all.width + clearance + column * (clearance / 2),
    all.x - clearance - column * (clearance / 2),
  ]);
  const middle = (from.x + to.x) / 2;
  const nearest = [...new Set(beside)].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return [...nearest.slice(0, maxColumns), ...outside];
}
