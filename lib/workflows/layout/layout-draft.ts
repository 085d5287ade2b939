import type { DesignerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import type { GraphNode, LayoutAnswer, LayoutBody } from "../schema";
import { layoutGraph } from "./layout-graph";
import { runLayout } from "./run-layout";

/** Pixels between a card that is placed beside others and the next one. */
const gap = 24;

type Box = Pick<GraphNode, "x" | "y" | "width" | "height">;

/**
 * Where the tasks of a definition lie when ELK lays them out, in its thread. With `positions`, what has one keeps it, and
 * only the others are placed, each near what it is connected with. Throws AppError `not_found`, `invalid` when an id is there twice.
 */
export async function layoutDraft(
  _principal: DesignerPrincipal,
  workflowId: string,
  { definition, positions = {} }: LayoutBody,
): Promise<LayoutAnswer> {
  if ((await prisma.workflow.count({ where: { id: workflowId } })) === 0) throw new AppError("not_found");
  const ids = definition.tasks.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new AppError("invalid", { fields: { definition: `The id "${twice}" is there twice.` } });
  const meta = { workflowId, versionNumber: 0 };
  const { nodes, edges } = await layoutGraph(definition, meta, runLayout);
  return { positions: Object.fromEntries(placeAround(nodes, edges, positions)) };
}

/** The layout, moved to where the placed cards are: each card goes with the placed one that is nearest along the edges. */
function placeAround(
  nodes: GraphNode[],
  edges: { source: string; target: string }[],
  positions: Partial<LayoutAnswer["positions"]>,
): [string, { x: number; y: number }][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const placed = new Map<string, Box>();
  const shifts = new Map<string, { x: number; y: number }>();
  for (const node of nodes) {
    const kept = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
    if (!kept) continue;
    placed.set(node.id, { ...node, ...kept });
    shifts.set(node.id, { x: kept.x - node.x, y: kept.y - node.y });
  }
  spreadAlong(edges, shifts);
  for (const { id, x, y, width, height } of nodes) {
    if (placed.has(id)) continue;
    const { x: right, y: down } = shifts.get(id) ?? { x: 0, y: 0 };
    placed.set(id, freePlace({ x: x + right, y: y + down, width, height }, [...placed.values()]));
  }
  return [...byId.keys()].flatMap((id) => {
    const box = placed.get(id);
    return box ? [[id, { x: box.x, y: box.y }] as [string, { x: number; y: number }]] : [];
  });
}

/** Gives every task that is connected with one that has a shift the shift of the nearest one. */
function spreadAlong(edges: { source: string; target: string }[], shifts: Map<string, { x: number; y: number }>): void {
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

/** The place, or the first one below it that touches no other card. */
function freePlace(box: Box, others: Box[]): Box {
  const inTheWay = others
    .filter((other) => other.x < box.x + box.width + gap && box.x < other.x + other.width + gap)
    .toSorted((one, other) => one.y - other.y);
  let y = box.y;
  for (const other of inTheWay)
    if (other.y < y + box.height + gap && y < other.y + other.height + gap) y = other.y + other.height + gap;
  return { ...box, y };
}
