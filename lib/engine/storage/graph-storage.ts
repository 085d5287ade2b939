import type { Graph } from "../graph/graph";

/** Where graphs live, by id. */
export interface GraphStorage {
  /** Undefined when there is none. */
  get(id: string): Promise<Graph | undefined>;
  /** Stores a graph under its id, in the place of the graph that had it. */
  save(graph: Graph): Promise<void>;
  /** Deletes a graph. An unknown id is not an error. */
  delete(id: string): Promise<void>;
}

/** Graphs in this process's memory. */
export class InMemoryGraphStorage implements GraphStorage {
  readonly #graphs = new Map<string, Graph>();

  async get(id: string): Promise<Graph | undefined> {
    return this.#graphs.get(id);
  }

  async save(graph: Graph): Promise<void> {
    this.#graphs.set(graph.id, graph);
  }

  async delete(id: string): Promise<void> {
    this.#graphs.delete(id);
  }
}
