import type { Graph } from "../graph/graph";

/** Where graphs live, by id. */
export interface GraphStorage {
  /** Undefined when there is none. */
  get(id: string): Promise<Graph | undefined>;
}

/** Graphs in this process's memory. */
export class InMemoryGraphStorage implements GraphStorage {
  readonly #graphs = new Map<string, Graph>();

  async get(id: string): Promise<Graph | undefined> {
    return this.#graphs.get(id);
  }

  /** Takes the place of the graph of that id. */
  async save(graph: Graph): Promise<void> {
    this.#graphs.set(graph.id, graph);
  }
}
