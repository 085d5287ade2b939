import { z } from "zod";
import { GraphError, SessionCancelledError, SessionCompletedError } from "../errors";
import type { JsonValue } from "../json";
import { executeStep, type StepOptions, tellStep } from "../run/execute-step";
import { type ExecutionResult, resultOf } from "../run/execution-result";
import { StepGuard, type StepLimits } from "../run/step-guard";
import type { Context } from "../session/context";
import type { Session } from "../session/session";
import { keepStep, recordEdits } from "../storage/apply-commit";
import { type Condition, evaluateCondition } from "./condition";
import { type GraphDefinition, type RetryPolicy, retryPolicySchema } from "./definition";
import type { Task } from "./task";

export interface Edge {
  id: string;
  from: string;
  to: string;
  condition?: Condition;
  label?: string;
}

/** When a task's result may stand for its next execution, in this session or another one. */
export interface CachePolicy {
  /** What the result depends on; undefined when this execution is not to be cached. */
  key(context: Context): JsonValue | undefined;
  /** Milliseconds a result is good for. */
  ttlMs: number;
}

/** How a task is run: its limits in milliseconds, what happens when it fails, and whether results are kept. */
export interface TaskPolicy {
  timeoutMs?: number;
  /** How long it may give no sign of life (`execution.emit`). */
  idleTimeoutMs?: number;
  retry?: RetryPolicy;
  cache?: CachePolicy;
}

/** Milliseconds. */
const defaultTaskTimeoutMs = 60_000;
/** Steps of one run. */
export const defaultStepBudget = 100;

const noPolicy: TaskPolicy = {};
const defaultLimits: StepLimits = { timeoutMs: defaultTaskTimeoutMs, idleTimeoutMs: undefined };

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
}

/** Tasks, edges and a start, checked and ready to execute. Immutable. */
export class Graph {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** What it was compiled from; undefined for a graph made in code. */
  readonly definition: GraphDefinition | undefined;
  readonly edges: readonly Edge[];
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #policies: ReadonlyMap<string, TaskPolicy>;
  readonly #limits: ReadonlyMap<string, StepLimits>;
  readonly #outgoing = new Map<string, Edge[]>();
  readonly #startTaskId: string;

  /**
   * Throws GraphError for no tasks, a start or a policy for what is not a task, an edge between tasks that are not there,
   * or a policy with invalid values.
   */
  constructor(parts: GraphParts) {
    this.id = parts.id;
    this.name = parts.name ?? parts.id;
    this.description = parts.description ?? "";
    this.definition = parts.definition;
    this.#tasks = new Map(parts.tasks);
    this.edges = [...parts.edges];
    this.#policies = new Map(parts.policies);
    this.#limits = new Map([...this.#policies].map(([id, policy]) => [id, limitsOf(id, policy)]));
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

  /** The task's limits in milliseconds: its policy's, else the defaults. */
  limits(taskId: string): StepLimits {
    return this.#limits.get(taskId) ?? defaultLimits;
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
   * The session is changed in place and keeps its steps for the next `save`. FlowRunner does the same with every step
   * committed before the next begins. Throws SessionCompletedError or SessionCancelledError for one that is over.
   */
  async executeSession(
    session: Session,
    options: StepOptions & { stepBudget?: number } = {},
  ): Promise<ExecutionResult> {
    if (session.status === "completed") throw new SessionCompletedError(session.id);
    if (session.status === "cancelled") throw new SessionCancelledError(session.id);
    const responses: string[] = [];
    const budget = options.stepBudget ?? defaultStepBudget;
    const guard = new StepGuard(options.signal);
    recordEdits(session);
    try {
      for (let steps = 1; ; steps++) {
        const budgetSpent = steps <= budget ? undefined : budget;
        const commit = await executeStep(this, session, guard, options, budgetSpent);
        keepStep(session, commit);
        tellStep(options.onEvent, commit);
        if (commit.step.response !== null) responses.push(commit.step.response);
        if (!commit.keepLease) return resultOf(session, responses, steps, commit.step.error?.message);
      }
    } finally {
      guard.close();
    }
  }
}

/** Throws GraphError for a policy that no task could be run by. */
function limitsOf(
  taskId: string,
  { timeoutMs = defaultTaskTimeoutMs, idleTimeoutMs, retry, cache }: TaskPolicy,
): StepLimits {
  const isTime = (ms: number) => ms > 0;
  if (!isTime(timeoutMs) || !isTime(idleTimeoutMs ?? 1)) {
    throw new GraphError(`The timeouts of task "${taskId}" have to be more than 0 ms.`, { taskId });
  }
  const parsed = retryPolicySchema.optional().safeParse(retry);
  if (!parsed.success) {
    const problem = z.prettifyError(parsed.error);
    throw new GraphError(`The retry policy of task "${taskId}" is not one: ${problem}`, { taskId }, parsed.error);
  }
  if (cache && !isTime(cache.ttlMs)) {
    throw new GraphError(`The cache of task "${taskId}" has to keep results for more than 0 ms.`, { taskId });
  }
  return { timeoutMs, idleTimeoutMs };
}
