import { GraphError, StepBudgetError, TurnCancelledError } from "../errors";
import type { Graph } from "../graph/graph";
import type { RunEvent, Task, TaskExecution, TaskResult } from "../graph/task";
import { toJson } from "../json";
import type { Context } from "../session/context";
import type { Session } from "../session/session";
import type { StepCommit } from "../storage/session-storage";
import { cancelledStep, decideStep, failedStep } from "./decide-step";
import type { ResultCache } from "./result-cache";
import type { StepGuard } from "./step-guard";

export interface StepOptions {
  /** Aborting it stops the run: what the current task did is dropped and the session stays at it. */
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
  /** The run's clock; the real one by default. */
  now?: () => Date;
  /** Numbers from 0 to 1, for the jitter of retries; `Math.random` by default. */
  random?: () => number;
  /** Results of tasks with a cache policy; without one they run every time. */
  resultCache?: ResultCache;
}

/** Tells a listener; what it does with the news, even throwing, is no matter of the step. */
function tell(onEvent: StepOptions["onEvent"], event: RunEvent): void {
  try {
    const told: unknown = onEvent?.(event);
    if (told instanceof Promise) told.catch(complain);
  } catch (error) {
    complain(error);
  }
}

const complain = (error: unknown): void => console.error("A listener of a run failed", error);

/** Tells a listener what a step, committed or made by hand, has done. */
export function tellStep(onEvent: StepOptions["onEvent"], { step, wait }: StepCommit): void {
  if (!onEvent) return;
  if (step.response !== null) tell(onEvent, { type: "response", text: step.response });
  tell(onEvent, { type: "step", taskId: step.taskId, seq: step.seq });
  if (step.statusMessage) tell(onEvent, { type: "status", message: step.statusMessage });
  if (wait) tell(onEvent, { type: "wait", audience: wait.audience, dueInMs: wait.dueInMs, wakeInMs: wait.wakeInMs });
  if (step.retryInMs !== null) tell(onEvent, { type: "retry", inMs: step.retryInMs });
}

/**
 * Runs the session's current task on a draft of its context and says what is to be written; changes nothing itself.
 * A task that throws gives a failed step: the draft is dropped, the error and the next try are recorded. `guard` is the
 * run's; a run that has spent its budget fails instead of going on.
 */
export async function executeStep(
  graph: Graph,
  session: Session,
  guard: StepGuard,
  options: StepOptions,
  budgetSpent?: number,
): Promise<StepCommit> {
  const startedAt = performance.now();
  const draft = session.context.draft(options.now);
  const execution = new Execution(session, guard, options);
  try {
    guard.refuseWhenStopped(session.currentTaskId);
    if (budgetSpent !== undefined) throw new StepBudgetError(session.id, budgetSpent);
    const task = graph.getTask(session.currentTaskId);
    if (!task)
      throw new GraphError(`Task "${session.currentTaskId}" is not in graph "${graph.id}".`, {
        taskId: session.currentTaskId,
      });
    const cacheKey = options.resultCache && keyOf(graph, task, draft);
    const cached = cacheKey === undefined ? undefined : options.resultCache?.get(cacheKey);
    if (cached) {
      for (const [key, value] of Object.entries(cached.patch.set)) draft.set(key, value);
      for (const key of cached.patch.remove) draft.remove(key);
      const timestamp = execution.now.toISOString();
      draft.addMessages(cached.messages.map((message) => ({ ...message, timestamp })));
    }
    const result = cached?.result ?? (await runTask(graph, task, draft, execution, guard));
    const { tookAnswer } = execution;
    const commit = decideStep(graph, session, draft, result, {
      tookAnswer,
      durationMs: performance.now() - startedAt,
      cached: cached !== undefined,
    });
    if (cacheKey !== undefined && !cached && isRepeatable(commit)) {
      const { patch } = commit.step;
      const ttlMs = graph.policy(task.id).cache?.ttlMs ?? 0;
      options.resultCache?.set(cacheKey, { result, patch, messages: commit.messages }, ttlMs);
    }
    return commit;
  } catch (error) {
    const durationMs = performance.now() - startedAt;
    if (error instanceof TurnCancelledError) return cancelledStep(session, error, durationMs);
    return failedStep(graph, session, error, { durationMs, random: options.random });
  } finally {
    execution.end();
  }
}

/** The task within its limits: when one is passed its signal is aborted and the step fails, whatever it does later. */
function runTask(
  graph: Graph,
  task: Task,
  draft: Context,
  execution: Execution,
  guard: StepGuard,
): Promise<TaskResult> {
  return new Promise<TaskResult>((resolve, reject) => {
    guard.begin(task.id, graph.limits(task.id), (reason) => {
      execution.abort(reason);
      reject(reason);
    });
    task.run(draft, execution).then(resolve, reject);
  });
}

const keyOf = (graph: Graph, task: Task, draft: Context): string | undefined => {
  const key = graph.policy(task.id).cache?.key(draft);
  return key === undefined ? undefined : JSON.stringify([graph.id, task.id, toJson(`cache key of ${task.id}`, key)]);
};

/** A step that may be done again for somebody else: nobody was asked, nobody answered, nothing left the session. */
const isRepeatable = ({ wait, tookAnswer, effects, clearedAfter }: StepCommit): boolean =>
  !wait && !tookAnswer && effects.length === 0 && clearedAfter === null;

/** What a task gets beside the context. Most tasks use little of it, so each part is made when it is asked for. */
class Execution implements TaskExecution {
  readonly sessionId: string;
  readonly taskId: string;
  readonly attempt: number;
  tookAnswer = false;
  readonly #session: Session;
  readonly #guard: StepGuard;
  readonly #options: StepOptions;
  #controller: AbortController | undefined;
  #isOver = false;

  constructor(session: Session, guard: StepGuard, options: StepOptions) {
    this.sessionId = session.id;
    this.taskId = session.currentTaskId;
    this.attempt = session.attempt + 1;
    this.#session = session;
    this.#guard = guard;
    this.#options = options;
  }

  get answer() {
    this.tookAnswer = true;
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
      // A task that was stopped may talk on; nobody listens any more.
      if (this.#isOver) return;
      this.#guard.touch();
      tell(this.#options.onEvent, event);
    };
  }

  abort(reason: unknown): void {
    this.#controller ??= new AbortController();
    this.#controller.abort(reason);
  }

  end(): void {
    this.#isOver = true;
    this.#guard.end();
  }
}
