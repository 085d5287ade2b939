import type { GraphDefinition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";

/** The order of the tasks of a graph, and the roles of its edges. */
export interface GraphOrder {
  /** Task ids in reading order. Each branch of a task is followed to its end, in the order of the outgoing edges. */
  taskIds: string[];
  /** Ids of the edges that close a cycle: they go back to an earlier task. */
  backEdgeIds: Set<string>;
  /** Ids of the edges of the main path from the start: at each task the approval, else "otherwise", else the first. */
  mainEdgeIds: Set<string>;
}

/** Orders the tasks of a definition. Both tasks of every edge must exist. */
export function orderGraph(definition: GraphDefinition): GraphOrder {
  const outgoing = groupOutgoing(definition);
  const outgoingOf = (id: string) => outgoing.get(id) ?? [];
  const roots = rootsOf(definition);
  const backEdgeIds = findBackEdges(roots, outgoing);
  const forwardOf = (id: string) => outgoingOf(id).filter((edge) => !backEdgeIds.has(edge.id));
  // A depth-first search that takes the last branch first, read backwards, has every task before its successors.
  const finished = searchDepthFirst(
    roots,
    (id) => forwardOf(id).toReversed(),
    () => {},
  );
  const mainEdgeIds = new Set<string>();
  for (let id: string | undefined = definition.startTaskId; id !== undefined; ) {
    const edge = mainOf(forwardOf(id));
    if (edge) mainEdgeIds.add(edge.id);
    id = edge?.to;
  }
  return { taskIds: joinSearches(finished, forwardOf), backEdgeIds, mainEdgeIds };
}

/**
 * Tasks that the start does not reach come before the first task that they lead to, so that their edges lead on. None
 * comes before the start.
 */
function joinSearches(finished: string[][], forwardOf: (id: string) => EdgeDefinition[]): string[] {
  const [reached = [], ...others] = finished;
  const order = reached.toReversed();
  for (const ids of others) {
    const next = new Set(ids.flatMap((id) => forwardOf(id).map(({ to }) => to)));
    const place = order.findIndex((id) => next.has(id));
    order.splice(place < 0 ? order.length : Math.max(1, place), 0, ...ids.toReversed());
  }
  return order;
}

/** The outgoing edges of each task. */
function groupOutgoing({ tasks, edges }: GraphDefinition): Map<string, EdgeDefinition[]> {
  const outgoing = new Map(tasks.map((task) => [task.id, [] as EdgeDefinition[]]));
  for (const edge of edges) outgoing.get(edge.from)?.push(edge);
  return outgoing;
}

/** The tasks where a search starts: the start task, then tasks without incoming edges, then all others. */
function rootsOf({ tasks, edges, startTaskId }: GraphDefinition): string[] {
  const entered = new Set(edges.filter(({ from, to }) => from !== to).map(({ to }) => to));
  return [...tasks.filter(({ id }) => id === startTaskId), ...tasks.filter(({ id }) => !entered.has(id)), ...tasks].map(
    ({ id }) => id,
  );
}

/** The search follows the main edges first, so that other edges close the cycles, in whatever order they are listed. */
function findBackEdges(roots: string[], outgoing: ReadonlyMap<string, EdgeDefinition[]>): Set<string> {
  const mainIds = new Set([...outgoing.values()].flatMap((edges) => mainOf(edges)?.id ?? []));
  const mainFirst = (id: string) =>
    (outgoing.get(id) ?? []).toSorted((a, b) => Number(mainIds.has(b.id)) - Number(mainIds.has(a.id)));
  const backEdgeIds = new Set<string>();
  searchDepthFirst(roots, mainFirst, (edge) => backEdgeIds.add(edge.id));
  return backEdgeIds;
}

/**
 * Searches depth first from each root that an earlier search has not reached. Returns for each search the task ids in
 * the order in which they were finished. Calls `onBackEdge` for each edge to a task that is not finished yet.
 */
function searchDepthFirst(
  roots: string[],
  outgoingOf: (id: string) => EdgeDefinition[],
  onBackEdge: (edge: EdgeDefinition) => void,
): string[][] {
  const states = new Map<string, "open" | "finished">();
  const searches: string[][] = [];
  for (const root of roots) {
    if (states.has(root)) continue;
    const finished: string[] = [];
    searches.push(finished);
    states.set(root, "open");
    const stack = [{ id: root, edges: outgoingOf(root), next: 0 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.edges[top.next++];
      if (!edge) {
        states.set(top.id, "finished");
        finished.push(top.id);
        stack.pop();
      } else if (!states.has(edge.to)) {
        states.set(edge.to, "open");
        stack.push({ id: edge.to, edges: outgoingOf(edge.to), next: 0 });
      } else if (states.get(edge.to) === "open") onBackEdge(edge);
    }
  }
  return searches;
}

/** The edge of the main path: the approval, else the edge without a condition, else the first one. */
function mainOf(edges: EdgeDefinition[]): EdgeDefinition | undefined {
  return edges.find(isApproval) ?? edges.find(({ condition }) => !condition) ?? edges[0];
}

/** "decision is approve", "outcome is approved". */
const isApproval = ({ condition }: EdgeDefinition): boolean =>
  condition !== undefined &&
  "op" in condition &&
  condition.op === "eq" &&
  (condition.value === "approve" || condition.value === "approved");
