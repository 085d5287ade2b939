import { GraphError, SessionCancelledError, SessionCompletedError } from "../errors";
import type { ExecutionResult } from "../run/execution-result";
import { followSignal } from "../run/follow-signal";
import { StepGuard } from "../run/step-guard";
import { GraphWalk, type WalkOptions } from "../run/walk-graph";
import type { Context } from "../session/context";
import type { Session } from "../session/session";
import type { StepCommit } from "../storage/session-storage";
import { keepStep, recordEdits } from "../storage/unsaved-steps";
import { type Condition, evaluateCondition } from "./condition";
import type { GraphDefinition } from "./definition";
import type { ExecutableGraph } from "./executable-graph";
import type { Task } from "./task";
import {
  defaultStepBudget,
  defaultTaskTimeoutMs,
  limitsOf,
  noPolicy,
  type StepLimits,
  type TaskPolicy,
} from "./task-policy";

export interface Edge {
  id: string;
  from: string;
  to: string;
  condition?: Condition;
  label?: string;
}

export interface GraphParts {
  id: string;
  name?: string;
  description?: string;
  /** What it was compiled from; tasks and edges are given with the values of its settings in their places. */
  definition?: GraphDefinition;
  tasks: ReadonlyMap<string, Task>;
  edges: readonly Edge[];
  startTaskId: string;
  policies?: ReadonlyMap<string, TaskPolicy>;
  /** Milliseconds that each task may take whose policy sets no timeout; 60,000 by default. */
  taskTimeoutMs?: number;
  /** Steps that one run may make; 100 by default. */
  maxExecutionSteps?: number;
}

/** Tasks, edges and a start, checked and ready to execute. Immutable. */
export class Graph implements ExecutableGraph {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** What it was compiled from; undefined for a graph made in code. */
  readonly definition: GraphDefinition | undefined;
  readonly edges: readonly Edge[];
  /** Steps that one run may make before it is stopped as an endless loop. */
  readonly maxExecutionSteps: number;
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #policies: ReadonlyMap<string, TaskPolicy>;
  readonly #limits: ReadonlyMap<string, StepLimits>;
  readonly #defaultLimits: StepLimits;
  readonly #outgoing = new Map<string, Edge[]>();
  readonly #startTaskId: string;

  /**
   * Throws GraphError for no tasks, a start or a policy for what is not a task, an edge between tasks that are not there,
   * or a policy or a limit with invalid values.
   */
  constructor(parts: GraphParts) {
    this.id = parts.id;
    this.name = parts.name ?? parts.id;
    this.description = parts.description ?? "";
    this.definition = parts.definition;
    this.#tasks = new Map(parts.tasks);
    this.edges = [...parts.edges];
    this.#policies = new Map(parts.policies);
    const { taskTimeoutMs = defaultTaskTimeoutMs, maxExecutionSteps = defaultStepBudget } = parts;
    if (!(taskTimeoutMs > 0) || !(maxExecutionSteps >= 1)) {
      throw new GraphError(`The limits of graph "${parts.id}" have to be at least 1 step and more than 0 ms.`);
    }
    this.maxExecutionSteps = maxExecutionSteps;
    this.#defaultLimits = { timeoutMs: taskTimeoutMs, idleTimeoutMs: undefined };
    this.#limits = new Map([...this.#policies].map(([id, policy]) => [id, limitsOf(id, policy, taskTimeoutMs)]));
    this.#startTaskId = parts.startTaskId;
    for (const id of this.#policies.keys()) {
      if (!parts.tasks.has(id)) throw new GraphError(`There is no task "${id}" to have a policy.`, { taskId: id });
    }
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

  /** Where a session begins. */
  startTaskId(): string {
    return this.#startTaskId;
  }

  /** Undefined when it has none of this id. */
  getTask(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  /** In the order in which the tasks were added. */
  taskIds(): string[] {
    return [...this.#tasks.keys()];
  }

  /** How the task is run; empty when nothing was said about it. */
  policy(taskId: string): TaskPolicy {
    return this.#policies.get(taskId) ?? noPolicy;
  }

  /** The task's limits in milliseconds: its policy's, else the graph's. */
  limits(taskId: string): StepLimits {
    return this.#limits.get(taskId) ?? this.#defaultLimits;
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
   * Runs a session that the caller loads and saves, from its current task until control comes back. The session is
   * changed in place, and its steps are recorded by the next `save`. FlowRunner does the same with every step committed
   * before the next begins. Throws SessionCompletedError or SessionCancelledError for a session that is over.
   */
  async executeSession(session: Session, options: WalkOptions = {}): Promise<ExecutionResult> {
    if (session.status === "completed") throw new SessionCompletedError(session.id);
    if (session.status === "cancelled") throw new SessionCancelledError(session.id);
    const guard = new StepGuard();
    const unfollow = followSignal(options.signal, guard);
    recordEdits(session);
    try {
      const recorder = { session, record: (commit: StepCommit) => keepStep(session, commit) };
      return await new GraphWalk(this, recorder, guard, options).run();
    } finally {
      guard.close();
      unfollow();
    }
  }
}
