import { describeCondition } from "../describe/describe-condition";
import { GraphError } from "../errors";
import type { CachePolicy, TaskPolicy } from "../step/task-policy";
import { type Condition, conditionSchema } from "./condition";
import type { RetryPolicy } from "./definition";
import { type Edge, Graph } from "./graph";
import type { Task } from "./task";

/** The type itself, `never` for a union: a task whose id is one of several cannot be checked. */
type Single<Id, All = Id> = Id extends unknown ? ([All] extends [Id] ? Id : never) : never;

/**
 * Builds a graph in code. It knows the ids of the tasks added so far, so an edge to an unknown task does not compile.
 */
export class GraphBuilder<Ids extends string = never> {
  readonly #id: string;
  readonly #tasks = new Map<string, Task>();
  readonly #edges: Edge[] = [];
  readonly #policies = new Map<string, TaskPolicy>();
  #startTaskId: string | undefined;
  #taskTimeoutMs: number | undefined;
  #maxExecutionSteps: number | undefined;

  constructor(id: string) {
    this.#id = id;
  }

  /**
   * The first task added is the start unless `setStartTask` says otherwise. The task's id has to be a literal type
   * (`id: "ask" as const`), or the builder one of `string`, which checks no ids. Throws GraphError for an id used
   * twice.
   */
  addTask<Id extends string>(
    task: Task & { readonly id: string extends Id ? (string extends Ids ? Id : never) : Single<Id> },
  ): GraphBuilder<Ids | Id> {
    if (this.#tasks.has(task.id)) throw new GraphError(`Task "${task.id}" is there already.`, { taskId: task.id });
    this.#tasks.set(task.id, task);
    this.#startTaskId ??= task.id;
    return this as unknown as GraphBuilder<Ids | Id>;
  }

  /** An edge without a condition. */
  addEdge(from: Ids, to: Ids): this {
    return this.#addEdge({ from, to });
  }

  /**
   * Adds an edge to `yes` with the condition and, with `otherwise`, one without a condition. A task takes the first of
   * its edges whose condition holds, in the order in which they were added, else the first edge without a condition.
   * Throws GraphError for an invalid condition.
   */
  addConditionalEdge(from: Ids, condition: Condition, yes: Ids, otherwise?: Ids): this {
    const { error } = conditionSchema.safeParse(condition);
    if (error)
      throw new GraphError(`An edge from "${from}" to "${yes}" has no valid condition.`, { from, to: yes }, error);
    this.#addEdge({ from, to: yes, condition, label: describeCondition(condition) });
    return otherwise === undefined ? this : this.#addEdge({ from, to: otherwise });
  }

  /** Where sessions begin, when that is not the task added first. */
  setStartTask(id: Ids): this {
    this.#startTaskId = id;
    return this;
  }

  /** Milliseconds that each task of the graph may take, unless `setTaskTimeout` says otherwise; 60,000 by default. */
  withTaskTimeout(timeoutMs: number): this {
    this.#taskTimeoutMs = timeoutMs;
    return this;
  }

  /** Steps that one run may make before it is stopped as an endless loop; 100 by default. */
  withMaxExecutionSteps(max: number): this {
    this.#maxExecutionSteps = max;
    return this;
  }

  /** Milliseconds in total, and milliseconds that the task may emit no event. */
  setTaskTimeout(id: Ids, timeoutMs: number, idleTimeoutMs?: number): this {
    return this.#setPolicy(id, { timeoutMs, ...(idleTimeoutMs !== undefined && { idleTimeoutMs }) });
  }

  /** When the task fails, and is tried again by itself. */
  setTaskRetry(id: Ids, retry: RetryPolicy): this {
    return this.#setPolicy(id, { retry });
  }

  /** Results are kept in the run's `resultCache`; without one the task runs every time. */
  setTaskCache(id: Ids, cache: CachePolicy): this {
    return this.#setPolicy(id, { cache });
  }

  /**
   * Throws GraphError for a graph without tasks, for edges, a start or a policy that name an unknown task, and for
   * invalid policies.
   */
  build(): Graph {
    if (this.#startTaskId === undefined) throw new GraphError(`Graph "${this.#id}" has no tasks.`);
    return new Graph({
      id: this.#id,
      tasks: this.#tasks,
      edges: this.#edges,
      startTaskId: this.#startTaskId,
      policies: this.#policies,
      taskTimeoutMs: this.#taskTimeoutMs,
      maxExecutionSteps: this.#maxExecutionSteps,
    });
  }

  #setPolicy(id: Ids, policy: TaskPolicy): this {
    this.#policies.set(id, { ...this.#policies.get(id), ...policy });
    return this;
  }

  #addEdge(edge: Omit<Edge, "id">): this {
    this.#edges.push({ id: `e${this.#edges.length + 1}`, ...edge });
    return this;
  }
}
