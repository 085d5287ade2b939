import type { GraphDefinition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";

/** What the layout keeps to. */
export interface GraphOrder {
  /** Task ids in reading order: from the start on, each branch of a task to its end, in the order of its edges. */
  taskIds: string[];
  /** Ids of the edges that lead back to a task on the way to their own. */
  backEdgeIds: Set<string>;
  /** Ids of the edges of the usual way from the start to an end: approved, else otherwise, else the first one. */
  mainEdgeIds: Set<string>;
}

/** The order of a definition's tasks; all its edges have both ends. */
export function orderGraph({ tasks, edges, startTaskId }: GraphDefinition): GraphOrder {
  const ways = new Map(tasks.map((task) => [task.id, [] as EdgeDefinition[]]));
  for (const edge of edges) ways.get(edge.from)?.push(edge);
  const entered = new Set(edges.filter(({ from, to }) => from !== to).map(({ to }) => to));
  // What cannot be reached follows, beginning where nothing leads to.
  const roots = [
    ...tasks.filter(({ id }) => id === startTaskId),
    ...tasks.filter(({ id }) => !entered.has(id)),
    ...tasks,
  ].map(({ id }) => id);
  const outgoing = (id: string) => ways.get(id) ?? [];
  const preferred = new Set([...ways.values()].flatMap((edges) => mainOf(edges)?.id ?? []));

  const backEdgeIds = new Set<string>();
  // The usual way is walked first: what then leads back is the exception, wherever it is listed.
  walk(
    roots,
    (id) => outgoing(id).toSorted((a, b) => Number(preferred.has(b.id)) - Number(preferred.has(a.id))),
    (edge) => backEdgeIds.add(edge.id),
  );
  // A walk that takes the last branch first, read backwards, has every task before what follows it.
  const parts = walk(
    roots,
    (id) =>
      outgoing(id)
        .filter((edge) => !backEdgeIds.has(edge.id))
        .toReversed(),
    () => {},
  );
  const mainEdgeIds = new Set<string>();
  for (let id: string | undefined = startTaskId; id !== undefined; ) {
    const edge = mainOf(outgoing(id).filter(({ id }) => !backEdgeIds.has(id)));
    if (edge) mainEdgeIds.add(edge.id);
    id = edge?.to;
  }
  return { taskIds: parts.flatMap((left) => left.toReversed()), backEdgeIds, mainEdgeIds };
}

/**
 * Walks depth first from each root that was not met before; returns for each the tasks in the order in which they are
 * left, and tells the edges to tasks that are not left yet.
 */
function walk(
  roots: string[],
  outgoing: (id: string) => EdgeDefinition[],
  meetsBackEdge: (edge: EdgeDefinition) => void,
): string[][] {
  const states = new Map<string, "open" | "left">();
  const parts: string[][] = [];
  for (const root of roots) {
    if (states.has(root)) continue;
    const left: string[] = [];
    parts.push(left);
    states.set(root, "open");
    const stack = [{ id: root, edges: outgoing(root), next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.edges[top.next++];
      if (!edge) {
        states.set(top.id, "left");
        left.push(top.id);
        stack.pop();
      } else if (!states.has(edge.to)) {
        states.set(edge.to, "open");
        stack.push({ id: edge.to, edges: outgoing(edge.to), next: 0 });
      } else if (states.get(edge.to) === "open") meetsBackEdge(edge);
    }
  }
  return parts;
}

function mainOf(edges: EdgeDefinition[]): EdgeDefinition | undefined {
  return edges.find(isApproval) ?? edges.find(({ condition }) => !condition) ?? edges[0];
}

/** "decision is approve", "outcome is approved". */
const isApproval = ({ condition }: EdgeDefinition): boolean =>
  condition !== undefined &&
  "op" in condition &&
  condition.op === "eq" &&
  (condition.value === "approve" || condition.value === "approved");
