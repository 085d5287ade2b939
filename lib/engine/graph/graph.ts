import { GraphError, SessionCancelledError, SessionCompletedError } from "../errors";
import type { ExecutionResult } from "../run/execution-result";
import { GraphWalk, type WalkOptions } from "../run/walk-graph";
import type { Context } from "../session/context";
import type { Session } from "../session/session";
import type { ExecutableGraph, GraphNode } from "../step/executable-graph";
import { followSignal } from "../step/follow-signal";
import { StepGuard } from "../step/step-guard";
import {
  defaultStepBudget,
  defaultTaskTimeoutMs,
  limitsOf,
  noPolicy,
  type StepLimits,
  type TaskPolicy,
} from "../step/task-policy";
import type { StepCommit } from "../storage/session-storage";
import { keepStep, recordEdits } from "../storage/unsaved-steps";
import { type Condition, evaluateCondition } from "./condition";
import type { GraphDefinition } from "./definition";
import type { Task } from "./task";

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
  /** What it was compiled from. The tasks and edges have the values of its settings. */
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

interface Node extends GraphNode {
  outgoing: Edge[];
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
  readonly #nodes = new Map<string, Node>();
  readonly #defaultLimits: StepLimits;
  readonly #startTaskId: string;

  /**
   * Throws GraphError for no tasks, for a start, a policy or an edge that names an unknown task, or for a policy or a
   * limit with invalid values.
   */
  constructor(parts: GraphParts) {
    this.id = parts.id;
    this.name = parts.name ?? parts.id;
    this.description = parts.description ?? "";
    this.definition = parts.definition;
    this.edges = [...parts.edges];
    const { taskTimeoutMs = defaultTaskTimeoutMs, maxExecutionSteps = defaultStepBudget } = parts;
    if (!(taskTimeoutMs > 0) || !(maxExecutionSteps >= 1)) {
      throw new GraphError(`The limits of graph "${parts.id}" have to be at least 1 step and more than 0 ms.`);
    }
    this.maxExecutionSteps = maxExecutionSteps;
    this.#defaultLimits = { timeoutMs: taskTimeoutMs, idleTimeoutMs: undefined };
    this.#startTaskId = parts.startTaskId;
    for (const [id, task] of parts.tasks) {
      const policy = parts.policies?.get(id) ?? noPolicy;
      this.#nodes.set(id, { task, policy, limits: limitsOf(id, policy, taskTimeoutMs), outgoing: [] });
    }
    for (const id of parts.policies?.keys() ?? []) {
      if (!parts.tasks.has(id)) throw new GraphError(`There is no task "${id}" to have a policy.`, { taskId: id });
    }
    if (!parts.tasks.has(parts.startTaskId)) {
      const message = `The start "${parts.startTaskId}" is not a task of graph "${parts.id}".`;
      throw new GraphError(message, { taskId: parts.startTaskId });
    }
    for (const edge of parts.edges) this.#addEdge(edge);
  }

  #addEdge(edge: Edge): void {
    const missing = [edge.from, edge.to].filter((id) => !this.#nodes.has(id));
    if (missing.length > 0) {
      const message = `Edge "${edge.id}" names a task that is not there: ${missing.join(", ")}.`;
      throw new GraphError(message, { edgeId: edge.id, missing });
    }
    this.#nodes.get(edge.from)?.outgoing.push(edge);
  }

  /** The task at which sessions start. */
  startTaskId(): string {
    return this.#startTaskId;
  }

  /** Undefined when the graph has no task of this id. */
  getTask(id: string): Task | undefined {
    return this.#nodes.get(id)?.task;
  }

  /** In the order in which the tasks were added. */
  taskIds(): string[] {
    return [...this.#nodes.keys()];
  }

  /** How the task is run; empty when it has no policy. */
  policy(taskId: string): TaskPolicy {
    return this.#nodes.get(taskId)?.policy ?? noPolicy;
  }

  /** The task's limits in milliseconds: its policy's, else the graph's. */
  limits(taskId: string): StepLimits {
    return this.#nodes.get(taskId)?.limits ?? this.#defaultLimits;
  }

  /** Undefined when it has no task of this id. */
  getNode(taskId: string): GraphNode | undefined {
    return this.#nodes.get(taskId);
  }

  /** The task after this one: of the first edge whose condition holds, else of the first edge without a condition. */
  findNextTask(taskId: string, context: Context): string | undefined {
    let fallback: string | undefined;
    for (const { condition, to } of this.#nodes.get(taskId)?.outgoing ?? []) {
      if (!condition) fallback ??= to;
      else if (evaluateCondition(condition, (path) => context.read(path))) return to;
    }
    return fallback;
  }

  /**
   * Runs a session that the caller loads and saves, from its current task until control comes back. The session is
   * changed in place, and its steps are recorded by the next `save`. FlowRunner does the same, and commits every step
   * before the next one starts. Throws SessionCompletedError or SessionCancelledError for a session that is over.
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
