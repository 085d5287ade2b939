interface Point {
  x: number;
  y: number;
}

const cornerRadius = 8;

/** An SVG path through the points with rounded corners. */
export function pathAlong(points: Point[]): string {
  const commands = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before) return `M${point.x} ${point.y}`;
    if (!after) return `L${point.x} ${point.y}`;
    const [enter, leave] = [towards(point, before), towards(point, after)];
    return `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return commands.join("");
}

/** The point one corner radius (at most half the way) from a corner on the way to its neighbour. */
function towards(corner: Point, neighbour: Point): Point {
  const distance = distanceOf(corner, neighbour);
  const share = distance === 0 ? 0 : Math.min(cornerRadius, distance / 2) / distance;
  return { x: corner.x + (neighbour.x - corner.x) * share, y: corner.y + (neighbour.y - corner.y) * share };
}

const distanceOf = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);

/** The middle of the longest straight part, which is where a word has most room. */
export function middleOfLongest(points: Point[]): Point {
  let [longest, middle] = [-1, points[0] ?? { x: 0, y: 0 }];
  for (const [index, to] of points.slice(1).entries()) {
    const from = points[index] ?? to;
    const length = distanceOf(from, to);
    if (length > longest) [longest, middle] = [length, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }];
  }
  return middle;
}
