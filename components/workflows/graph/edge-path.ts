interface Point {
  x: number;
  y: number;
}

/** The dash patterns of edges back to an earlier task, of jumps and of removed edges. Other edges are solid. */
export const dashes = { back: "1 5", jump: "8 6", removed: "6 5" };

const cornerRadius = 8;

/** An SVG path through the points with rounded corners. */
export function pathAlong(points: Point[]): string {
  const commands = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M${point.x} ${point.y}`;
    if (!after) return `L${point.x} ${point.y}`;
    const [start, end] = [curvePoint(point, before), curvePoint(point, after)];
    return `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return commands.join("");
}

/** Where the curve of a corner meets the line to a neighbour: one radius away, at most half of the line. */
function curvePoint(corner: Point, neighbour: Point): Point {
  const distance = distanceOf(corner, neighbour);
  const share = distance === 0 ? 0 : Math.min(cornerRadius, distance / 2) / distance;
  return { x: corner.x + (neighbour.x - corner.x) * share, y: corner.y + (neighbour.y - corner.y) * share };
}

const distanceOf = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);

/** The middle of the longest straight part, where a label has the most space. */
export function middleOfLongest(points: Point[]): Point {
  let [longest, middle] = [-1, points[0] ?? { x: 0, y: 0 }];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] ?? to;
    const length = distanceOf(from, to);
    if (length > longest) [longest, middle] = [length, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }];
  }
  return middle;
}
