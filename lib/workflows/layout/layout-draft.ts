import type { DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { GraphNode, LayoutAnswer, LayoutBody } from "../schema";
import { withRoom } from "./layout-elk";
import { layoutGraph } from "./layout-graph";
import { runLayout } from "./run-layout";

/** The space between a newly placed card and other cards. Pixels. */
const gap = 24;

type Box = Pick<GraphNode, "x" | "y" | "width" | "height">;

/**
 * Lays out the tasks of a definition with ELK in its thread. Tasks in `positions` keep their position; the others are
 * placed near connected tasks. Positions are in pixels. Throws AppError `not_found`, or `invalid` when two tasks have
 * the same id.
 */
export async function layoutDraft(
  _principal: DesignerPrincipal,
  workflowId: string,
  { definition, positions = {} }: LayoutBody,
): Promise<LayoutAnswer> {
  if ((await prisma.workflow.count({ where: { id: workflowId } })) === 0) throw new AppError("not_found");
  const ids = definition.tasks.map(({ id }) => id);
  const duplicate = ids.find((id, index) => ids.indexOf(id) !== index);
  if (duplicate) throw new AppError("invalid", { fields: { definition: `The id "${duplicate}" is there twice.` } });
  const meta = { workflowId, versionNumber: 0 };
  const { nodes, edges } = await layoutGraph(definition, meta, (graph) => runLayout(withRoom(graph)));
  return { positions: Object.fromEntries(placeAround(nodes, edges, positions)) };
}

/** Places new cards around the given positions. A new card has the same shift as the nearest connected placed card. */
function placeAround(
  nodes: GraphNode[],
  edges: { source: string; target: string }[],
  positions: Partial<LayoutAnswer["positions"]>,
): [string, { x: number; y: number }][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placed = new Map<string, Box>();
  const shifts = new Map<string, { x: number; y: number }>();
  for (const node of nodes) {
    const given = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
    if (!given) continue;
    placed.set(node.id, { ...node, ...given });
    shifts.set(node.id, { x: given.x - node.x, y: given.y - node.y });
  }
  spreadShifts(edges, shifts);
  for (const { id, x, y, width, height } of nodes) {
    if (placed.has(id)) continue;
    const shift = shifts.get(id) ?? { x: 0, y: 0 };
    placed.set(id, freePlace({ x: x + shift.x, y: y + shift.y, width, height }, [...placed.values()]));
  }
  return [...byId.keys()].flatMap((id) => {
    const box = placed.get(id);
    return box ? [[id, { x: box.x, y: box.y }] as [string, { x: number; y: number }]] : [];
  });
}

/** Gives every task the shift of the nearest connected task that has one (breadth-first search). */
function spreadShifts(
  edges: { source: string; target: string }[],
  shifts: Map<string, { x: number; y: number }>,
): void {
  const neighbours = new Map<string, string[]>();
  for (const { source, target } of edges) {
    neighbours.set(source, [...(neighbours.get(source) ?? []), target]);
    neighbours.set(target, [...(neighbours.get(target) ?? []), source]);
  }
  const queue = [...shifts.keys()];
  for (const id of queue) {
    for (const next of neighbours.get(id) ?? []) {
      const shift = shifts.get(id);
      if (!shift || shifts.has(next)) continue;
      shifts.set(next, shift);
      queue.push(next);
    }
  }
}

/** The place, or the first place below it where the card is not near another card. */
function freePlace(box: Box, others: Box[]): Box {
  const sameColumn = others
    .filter((other) => other.x < box.x + box.width + gap && box.x < other.x + other.width + gap)
    .toSorted((one, other) => one.y - other.y);
  let y = box.y;
  for (const other of sameColumn) {
    if (other.y < y + box.height + gap && y < other.y + other.height + gap) y = other.y + other.height + gap;
  }
  return { ...box, y };
}
