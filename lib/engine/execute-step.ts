import type { Context } from "./context";
import type { RetryPolicy } from "./definition";
import { EngineError, GraphError, StepBudgetError, TaskTimeoutError } from "./errors";
import type { Graph } from "./graph";
import { toJson } from "./json";
import type { Session, SessionStatus } from "./session";
import type { Step, StepCommit } from "./session-storage";
import type { RunEvent, Task, TaskExecution, TaskResult, WaitRequest } from "./task";

export interface StepOptions {
  signal?: AbortSignal;
  onEvent?: (event: RunEvent) => void;
  /** The run's clock; the real one by default. */
  now?: () => Date;
}

const longestTrail = 50;
const longestPauseMs = 86_400_000;

/** Tells a listener; what it does with the news, even throwing, is no matter of the step. */
export function tell(onEvent: StepOptions["onEvent"], event: RunEvent): void {
  try {
    onEvent?.(event);
  } catch (error) {
    console.error("A listener of a run failed", error);
  }
}

/**
 * Runs the session's current task on a draft of its context and says what is to be written; changes nothing itself.
 * A task that throws gives a failed step: the draft is dropped, the error and the next try are recorded.
 */
export async function executeStep(
  graph: Graph,
  session: Session,
  options: StepOptions & { budgetSpent?: number },
): Promise<StepCommit> {
  const startedAt = performance.now();
  const draft = session.context.draft();
  let isOver = false;
  const emit = (event: RunEvent): void => {
    if (!isOver) tell(options.onEvent, event);
  };
  try {
    if (options.budgetSpent !== undefined) throw new StepBudgetError(session.id, options.budgetSpent);
    const task = graph.getTask(session.currentTaskId);
    if (!task)
      throw new GraphError(`Task "${session.currentTaskId}" is not in graph "${graph.id}".`, {
        taskId: session.currentTaskId,
      });
    let tookAnswer = false;
    const result = await runTask(task, draft, graph.timeoutMs(task.id), options.signal, (signal) => ({
      sessionId: session.id,
      taskId: task.id,
      attempt: session.attempt + 1,
      get answer() {
        tookAnswer = true;
        return session.answer;
      },
      signal,
      now: options.now?.() ?? new Date(),
      emit,
    }));
    return decide(graph, session, draft, result, { tookAnswer, durationMs: performance.now() - startedAt });
  } catch (error) {
    return failedStep(graph, session, error, performance.now() - startedAt);
  } finally {
    // A task that timed out may talk on; nobody listens any more.
    isOver = true;
  }
}

/** The task with its timeout: at the limit its signal is aborted and the step fails, whatever the task does later. */
async function runTask(
  task: Task,
  draft: Context,
  timeoutMs: number,
  outer: AbortSignal | undefined,
  executionOf: (signal: AbortSignal) => TaskExecution,
): Promise<TaskResult> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  return new Promise<TaskResult>((resolve, reject) => {
    const stop = (reason: unknown): void => {
      controller.abort(reason);
      reject(reason);
    };
    const onAbort = (): void => stop(outer?.reason);
    const timer = setTimeout(() => stop(new TaskTimeoutError(task.id, timeoutMs)), timeoutMs);
    outer?.addEventListener("abort", onAbort, { once: true });
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", onAbort);
      act();
    };
    task.run(draft, executionOf(controller.signal)).then(
      (result) => settle(() => resolve(result)),
      (error) => settle(() => reject(error)),
    );
  });
}

/** Pure: what a task's result means for its session. */
function decide(
  graph: Graph,
  session: Session,
  draft: Context,
  result: TaskResult,
  { tookAnswer, durationMs }: { tookAnswer: boolean; durationMs: number },
): StepCommit {
  const { nextAction } = result;
  const move = follow(graph, session, draft, result);
  const response = result.response === undefined ? null : String(toJson("response", result.response));
  const statusMessage =
    result.statusMessage === undefined ? null : String(toJson("statusMessage", result.statusMessage));
  return {
    step: {
      ...stepOf(session, durationMs),
      status: "done",
      answer: tookAnswer ? session.answer : undefined,
      action: nextAction.type,
      nextTaskId: move.status === "completed" ? null : move.currentTaskId,
      response,
      statusMessage,
      patch: draft.patch(),
      usage: result.usage ?? null,
    },
    session: { ...move, statusMessage: statusMessage ?? session.statusMessage, attempt: 0 },
    messages: draft.newMessages(),
    forgets: draft.forgets(),
    wait: nextAction.type === "WaitForInput" ? waitOf(result) : null,
    effects: (result.effects ?? []).map((effect) => ({ ...effect, payload: toJson(effect.key, effect.payload) })),
    tookAnswer,
    keepLease: move.status === "running",
  };
}

/** A task that only says "wait" asks whoever began the session for words. */
function waitOf({ wait, response = "" }: TaskResult): WaitRequest {
  if (!wait) return { audience: "claimant", form: { type: "reply", question: response, suggestions: [] } };
  return { ...wait, form: toJson("wait.form", wait.form) };
}

interface Move {
  status: SessionStatus;
  currentTaskId: string;
  trail: string[];
}

function follow(graph: Graph, session: Session, draft: Context, { nextAction }: TaskResult): Move {
  const here = session.currentTaskId;
  const to = (taskId: string, status: SessionStatus): Move => ({
    status,
    currentTaskId: taskId,
    trail: [...session.trail, here].slice(-longestTrail),
  });
  const stay = (status: SessionStatus): Move => ({ status, currentTaskId: here, trail: session.trail });
  switch (nextAction.type) {
    case "WaitForInput":
      return stay("waiting");
    case "End":
      return stay("completed");
    case "GoTo":
      if (!graph.getTask(nextAction.taskId)) {
        throw new GraphError(`Task "${here}" went to "${nextAction.taskId}", which is not in the graph.`, {
          from: here,
          taskId: nextAction.taskId,
        });
      }
      return to(nextAction.taskId, "paused");
    case "GoBack": {
      const previous = session.trail.at(-1);
      if (previous === undefined)
        throw new GraphError(`Task "${here}" went back, but nothing came before it.`, { taskId: here });
      return { status: "paused", currentTaskId: previous, trail: session.trail.slice(0, -1) };
    }
    default: {
      // Nowhere to go is the end, recorded as such; the seed paused for ever here.
      const next = graph.findNextTask(here, draft);
      if (next === undefined) return stay("completed");
      return to(next, nextAction.type === "Continue" ? "paused" : "running");
    }
  }
}

/** Pure: the record of a step that did not come about. */
export function failedStep(graph: Graph, session: Session, error: unknown, durationMs = 0): StepCommit {
  const attempt = session.attempt + 1;
  const message = error instanceof Error ? error.message : String(error);
  return {
    step: {
      ...stepOf(session, durationMs),
      status: "failed",
      error: { code: errorCode(error), message: message.toWellFormed().replaceAll("\u0000", "").slice(0, 2_000) },
      retryInMs: retryDelayMs(graph.policy(session.currentTaskId).retry, attempt, error),
    },
    session: {
      status: "failed",
      currentTaskId: session.currentTaskId,
      statusMessage: session.statusMessage,
      attempt,
      trail: session.trail,
    },
    messages: [],
    forgets: null,
    wait: null,
    effects: [],
    tookAnswer: false,
    keepLease: false,
  };
}

function stepOf(session: Session, durationMs: number): Step {
  return {
    seq: session.stepSeq + 1,
    taskId: session.currentTaskId,
    status: "done",
    action: null,
    nextTaskId: null,
    response: null,
    statusMessage: null,
    patch: { set: {}, remove: [] },
    answer: session.answer,
    attempt: session.attempt + 1,
    error: null,
    retryInMs: null,
    durationMs: Math.round(durationMs),
    usage: null,
  };
}

/** Errors may say about themselves: a `code`, `retryable: false`, and how long to wait (`retryAfterMs`). */
function hints(error: unknown): { code?: unknown; retryable?: unknown; retryAfterMs?: unknown } {
  return typeof error === "object" && error !== null ? error : {};
}

function errorCode(error: unknown): string {
  const { code } = hints(error);
  if (typeof code === "string") return code;
  return error instanceof Error ? error.name : "unknown";
}

function retryDelayMs(policy: RetryPolicy | undefined, attempt: number, error: unknown): number | null {
  const { retryable, retryAfterMs } = hints(error);
  const final = retryable === false || (error instanceof EngineError && error.code !== "task_timeout");
  if (!policy || final || attempt >= policy.maxAttempts) return null;
  const backoff = Math.min(policy.initialDelayMs * policy.backoffFactor ** (attempt - 1), policy.maxDelayMs);
  // Full jitter would retry at once too often for a person who waits; half of the pause is kept.
  const jittered = backoff / 2 + (Math.random() * backoff) / 2;
  const asked = typeof retryAfterMs === "number" && retryAfterMs > 0 ? retryAfterMs : 0;
  return Math.round(Math.min(Math.max(jittered, asked), longestPauseMs));
}

/** Makes the session what the commit says it is; its version is the storage's to raise. */
export function applyCommit(session: Session, commit: StepCommit): void {
  const { step } = commit;
  session.status = commit.session.status;
  session.currentTaskId = commit.session.currentTaskId;
  session.statusMessage = commit.session.statusMessage;
  session.attempt = commit.session.attempt;
  session.trail = commit.session.trail;
  session.stepSeq = step.seq;
  session.context = session.context.with(step.patch, commit.messages, commit.forgets);
  // A failed step has answered nothing: the question and its answer stay for the next try.
  if (step.status === "done") {
    session.wait = commit.wait;
    if (commit.tookAnswer) session.answer = undefined;
  }
}
