import { GraphError, StepBudgetError, TurnCancelledError } from "../errors";
import type { RunEvent, TaskExecution, TaskResult } from "../graph/task";
import type { Context } from "../session/context";
import type { Session } from "../session/session";
import type { StepCommit } from "../storage/session-storage";
import { cancelledStep, decideStep, failedStep } from "./decide-step";
import { emitEvent } from "./emit-event";
import type { ExecutableGraph, GraphNode } from "./executable-graph";
import { cacheKeyOf, isCacheable, type ResultCache, replayResult } from "./result-cache";
import type { StepGuard } from "./step-guard";

/** What the steps of a run get from their caller. */
export interface StepOptions {
  /** Aborting it stops the run: the changes of the current task are dropped and the session stays at it. */
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
  /** The run's clock; the real one by default. */
  now?: () => Date;
  /** Numbers from 0 to 1, for the jitter of retries; `Math.random` by default. */
  random?: () => number;
  /** Results of tasks with a cache policy; without one they run every time. */
  resultCache?: ResultCache;
}

/**
 * One execution of the session's current task, on a draft of its context. It decides what is to be written and changes
 * nothing itself. The task sees it as its `TaskExecution`: what few tasks use is made when it is read.
 */
export class StepExecution implements TaskExecution {
  readonly sessionId: string;
  readonly taskId: string;
  readonly attempt: number;
  /** The step has its result, or was stopped: later changes of the task are ignored. */
  isOver = false;
  readonly #graph: ExecutableGraph;
  readonly #session: Session;
  readonly #guard: StepGuard;
  readonly #options: StepOptions;
  readonly #draft: Context;
  #tookAnswer = false;
  #controller: AbortController | undefined;
  /** Undefined when the result is not to be cached, or comes from the cache. */
  #cacheKey: string | undefined;
  #isCached = false;

  constructor(graph: ExecutableGraph, session: Session, guard: StepGuard, options: StepOptions) {
    this.sessionId = session.id;
    this.taskId = session.currentTaskId;
    this.attempt = session.attempt + 1;
    this.#graph = graph;
    this.#session = session;
    this.#guard = guard;
    this.#options = options;
    this.#draft = session.context.draft(options.now);
    guard.startStep();
  }

  get taskPath(): string {
    return this.taskId;
  }

  get answer() {
    this.#tookAnswer = true;
    return this.#session.answer;
  }

  get wait() {
    return this.#session.wait;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  get now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  get emit(): (event: RunEvent) => void {
    return (event) => {
      if (this.isOver) return;
      this.#guard.restartIdleTimeout();
      emitEvent(this.#options.onEvent, event);
    };
  }

  /**
   * Runs the task, or takes its result from the cache. `budgetSpent`: the run has made so many steps and may make no
   * more. Throws, or rejects with, the error that the step fails with.
   */
  run(budgetSpent?: number): Promise<TaskResult> | TaskResult {
    this.#guard.throwIfAborted(this.taskId);
    if (budgetSpent !== undefined) throw new StepBudgetError(this.sessionId, budgetSpent);
    const node = this.#graph.getNode(this.taskId);
    if (!node) {
      const message = `Task "${this.taskId}" is not in graph "${this.#graph.id}".`;
      throw new GraphError(message, { taskId: this.taskId });
    }
    const cached = this.#options.resultCache && this.#readCache(this.#options.resultCache, node);
    if (cached) return cached;
    this.#guard.startTask(this.taskId, node.limits);
    return node.task.run(this.#draft, this);
  }

  #readCache(cache: ResultCache, node: GraphNode): TaskResult | undefined {
    const key = cacheKeyOf(this.#graph.id, node, this.#draft);
    const cached = key === undefined ? undefined : cache.get(key);
    this.#isCached = cached !== undefined;
    if (!cached) this.#cacheKey = key;
    else replayResult(this.#draft, cached, this.now);
    return cached?.result;
  }

  /** The step that the task's result makes. Throws for an invalid result. */
  complete(result: TaskResult): StepCommit {
    const commit = decideStep(this.#graph, this.#session, this.#draft, result, {
      tookAnswer: this.#tookAnswer,
      durationMs: this.#guard.elapsedMs(),
      isCached: this.#isCached,
    });
    this.#end();
    if (this.#cacheKey !== undefined && isCacheable(commit)) {
      const ttlMs = this.#graph.getNode(this.taskId)?.policy.cache?.ttlMs ?? 0;
      const { patch } = commit.step;
      this.#options.resultCache?.set(this.#cacheKey, { result, patch, messages: commit.messages }, ttlMs);
    }
    return commit;
  }

  /** The step that an error makes: the draft is dropped, the error and the next attempt are recorded. */
  fail(error: unknown): StepCommit {
    this.#end();
    const durationMs = this.#guard.elapsedMs();
    if (error instanceof TurnCancelledError) return cancelledStep(this.#session, error, durationMs);
    const { random } = this.#options;
    return failedStep(this.#graph, this.#session, error, { durationMs, random });
  }

  /** As `fail`, while the task still runs: its signal is aborted. */
  stop(error: unknown): StepCommit {
    this.#controller ??= new AbortController();
    this.#controller.abort(error);
    return this.fail(error);
  }

  #end(): void {
    this.isOver = true;
    this.#guard.endTask();
  }
}
