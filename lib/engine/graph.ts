import { type Condition, describeCondition, evaluateCondition } from "./condition";
import type { Context } from "./context";
import type { RetryPolicy } from "./definition";
import { GraphError } from "./errors";
import { applyCommit, executeStep, type StepOptions } from "./execute-step";
import { type ExecutionResult, resultOf } from "./execution-result";
import type { Session } from "./session";
import type { Task } from "./task";

export interface Edge {
  id: string;
  from: string;
  to: string;
  condition?: Condition;
  label?: string;
}

/** How a task is run: its timeout in milliseconds and what happens when it fails. */
export interface TaskPolicy {
  timeoutMs?: number;
  retry?: RetryPolicy;
}

export const defaultTaskTimeoutMs = 60_000;
export const defaultStepBudget = 100;

/** Tasks, edges and a start, checked and ready to execute. Immutable. */
export class Graph {
  readonly id: string;
  readonly edges: readonly Edge[];
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #policies: ReadonlyMap<string, TaskPolicy>;
  readonly #outgoing = new Map<string, Edge[]>();
  readonly #startTaskId: string;

  /** Throws GraphError for no tasks, a start that is not a task, or an edge between tasks that are not there. */
  constructor(parts: {
    id: string;
    tasks: ReadonlyMap<string, Task>;
    edges: readonly Edge[];
    startTaskId: string;
    policies?: ReadonlyMap<string, TaskPolicy>;
  }) {
    this.id = parts.id;
    this.#tasks = new Map(parts.tasks);
    this.edges = [...parts.edges];
    this.#policies = new Map(parts.policies);
    this.#startTaskId = parts.startTaskId;
    if (!parts.tasks.has(parts.startTaskId)) {
      throw new GraphError(`The start "${parts.startTaskId}" is not a task of graph "${parts.id}".`, {
        taskId: parts.startTaskId,
      });
    }
    for (const edge of parts.edges) {
      const missing = [edge.from, edge.to].filter((id) => !parts.tasks.has(id));
      if (missing.length > 0) {
        throw new GraphError(`Edge "${edge.id}" names a task that is not there: ${missing.join(", ")}.`, {
          edgeId: edge.id,
          missing,
        });
      }
      const siblings = this.#outgoing.get(edge.from);
      if (siblings) siblings.push(edge);
      else this.#outgoing.set(edge.from, [edge]);
    }
  }

  startTaskId(): string {
    return this.#startTaskId;
  }

  getTask(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  taskIds(): string[] {
    return [...this.#tasks.keys()];
  }

  policy(taskId: string): TaskPolicy {
    return this.#policies.get(taskId) ?? {};
  }

  timeoutMs(taskId: string): number {
    return this.#policies.get(taskId)?.timeoutMs ?? defaultTaskTimeoutMs;
  }

  /** The task after this one: the first conditional edge, in order, that holds, else the first without a condition. */
  findNextTask(taskId: string, context: Context): string | undefined {
    const edges = this.#outgoing.get(taskId);
    if (!edges) return undefined;
    let fallback: string | undefined;
    for (const { condition, to } of edges) {
      if (!condition) fallback ??= to;
      else if (evaluateCondition(condition, (path) => context.read(path))) return to;
    }
    return fallback;
  }

  /**
   * Runs a session you hold yourself, from its current task until control comes back (low level: you load and save).
   * The session is changed in place. FlowRunner does the same with every step committed.
   */
  async executeSession(
    session: Session,
    options: StepOptions & { stepBudget?: number } = {},
  ): Promise<ExecutionResult> {
    const responses: string[] = [];
    const budget = options.stepBudget ?? defaultStepBudget;
    for (let steps = 1; ; steps++) {
      const commit = await executeStep(this, session, { ...options, budgetSpent: steps > budget ? budget : undefined });
      applyCommit(session, commit);
      if (commit.step.response !== null) responses.push(commit.step.response);
      if (!commit.keepLease) return resultOf(session, responses, steps, commit.step.error?.message);
    }
  }
}

/**
 * Builds a graph in code. It knows the ids of the tasks added so far, so an edge to an unknown task does not compile.
 */
export class GraphBuilder<Ids extends string = never> {
  readonly #id: string;
  readonly #tasks = new Map<string, Task>();
  readonly #edges: Edge[] = [];
  readonly #policies = new Map<string, TaskPolicy>();
  #startTaskId: string | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  /** The first task added is the start unless `setStartTask` says otherwise. Throws GraphError for an id used twice. */
  addTask<Id extends string>(task: Task & { readonly id: Id }): GraphBuilder<Ids | Id> {
    if (this.#tasks.has(task.id)) throw new GraphError(`Task "${task.id}" is there already.`, { taskId: task.id });
    this.#tasks.set(task.id, task);
    this.#startTaskId ??= task.id;
    return this as unknown as GraphBuilder<Ids | Id>;
  }

  addEdge(from: Ids, to: Ids): this {
    return this.#addEdge({ from, to });
  }

  /** Two edges: to `yes` when the condition holds, else to `otherwise`. */
  addConditionalEdge(from: Ids, condition: Condition, yes: Ids, otherwise: Ids): this {
    this.#addEdge({ from, to: yes, condition, label: describeCondition(condition) });
    return this.#addEdge({ from, to: otherwise });
  }

  setStartTask(id: Ids): this {
    this.#startTaskId = id;
    return this;
  }

  /** Milliseconds. */
  setTaskTimeout(id: Ids, timeoutMs: number): this {
    this.#policies.set(id, { ...this.#policies.get(id), timeoutMs });
    return this;
  }

  setTaskRetry(id: Ids, retry: RetryPolicy): this {
    this.#policies.set(id, { ...this.#policies.get(id), retry });
    return this;
  }

  build(): Graph {
    if (this.#startTaskId === undefined) throw new GraphError(`Graph "${this.#id}" has no tasks.`);
    return new Graph({
      id: this.#id,
      tasks: this.#tasks,
      edges: this.#edges,
      startTaskId: this.#startTaskId,
      policies: this.#policies,
    });
  }

  #addEdge(edge: Omit<Edge, "id">): this {
    this.#edges.push({ id: `e${this.#edges.length + 1}`, ...edge });
    return this;
  }
}

/** Where graphs live, by id. */
export interface GraphStorage {
  get(id: string): Promise<Graph | undefined>;
}

export class InMemoryGraphStorage implements GraphStorage {
  readonly #graphs = new Map<string, Graph>();

  async get(id: string): Promise<Graph | undefined> {
    return this.#graphs.get(id);
  }

  async save(graph: Graph): Promise<void> {
    this.#graphs.set(graph.id, graph);
  }
}
