import { GraphError } from "../errors";
import type { Effect, NextAction, TaskResult, WaitRequest } from "../graph/task";
import { textOrNull, toJson } from "../json";
import type { Context } from "../session/context";
import type { Session, SessionStatus } from "../session/session";
import { emptyStep, maxBackStack, nothingElse } from "../storage/apply-commit";
import type { BackStackMove, Step, StepCommit } from "../storage/session-storage";
import type { ExecutableGraph } from "./executable-graph";
import { recordedError, retryDelayMs, usageOfError } from "./retry";

/** How a task ran, beside what it returned. */
export interface ExecutionDetails {
  /** Whether the task has read the session's answer. */
  tookAnswer: boolean;
  durationMs: number;
  /** Whether the result came from the cache. */
  isCached: boolean;
}

/** Pure: the step that a task's result makes. Throws GraphError for an unknown target, or no next action. */
export function decideStep(
  graph: ExecutableGraph,
  session: Session,
  draft: Context,
  result: TaskResult,
  { tookAnswer, durationMs, isCached }: ExecutionDetails,
): StepCommit {
  const nextAction = result?.nextAction as NextAction | undefined;
  if (!nextAction) {
    throw new GraphError(`Task "${session.currentTaskId}" returned no next action.`, { taskId: session.currentTaskId });
  }
  const move = decideMove(graph, session, draft, nextAction);
  const response = textOrNull("response", result.response);
  const statusMessage = textOrNull("statusMessage", result.statusMessage);
  return {
    step: {
      seq: session.stepSeq + 1,
      taskId: session.currentTaskId,
      status: "done",
      action: nextAction.type,
      nextTaskId: move.status === "completed" ? null : move.currentTaskId,
      response,
      statusMessage,
      patch: draft.patch(),
      answer: tookAnswer ? session.answer : undefined,
      attempt: session.attempt + 1,
      error: null,
      retryInMs: null,
      durationMs: Math.round(durationMs),
      // A cached result uses no tokens.
      usage: isCached || !result.usage ? null : (toJson("usage", result.usage) as Step["usage"]),
      children: result.children ?? null,
      cached: isCached,
    },
    session: {
      status: move.status,
      currentTaskId: move.currentTaskId,
      statusMessage: statusMessage ?? session.statusMessage,
      attempt: 0,
      move: move.move,
    },
    messages: draft.newMessages(),
    clearedAfter: draft.clearedAfter(),
    wait: nextAction.type === "WaitForInput" ? waitOf(result) : null,
    effects: result.effects?.map(toStoredEffect) ?? nothingElse.effects,
    tookAnswer,
    keepLease: move.status === "running",
  };
}

const toStoredEffect = (effect: Effect): Effect => toJson(`effect ${effect.key}`, effect) as unknown as Effect;

/** A task that gives no question asks with its response, and names no audience. */
function waitOf({ wait, response = "" }: TaskResult): WaitRequest {
  if (!wait) return { form: { question: response } };
  const { form, ...rest } = wait;
  return { ...(toJson("wait", rest) as unknown as WaitRequest), form: toJson("wait.form", form) };
}

interface Move {
  status: SessionStatus;
  currentTaskId: string;
  move: BackStackMove;
}

function decideMove(graph: ExecutableGraph, session: Session, draft: Context, nextAction: NextAction): Move {
  const here = session.currentTaskId;
  switch (nextAction.type) {
    case "WaitForInput":
      return { status: "waiting", currentTaskId: here, move: "keep" };
    case "End":
      return { status: "completed", currentTaskId: here, move: "keep" };
    case "GoTo":
      if (!graph.getNode(nextAction.taskId)) {
        throw new GraphError(`Task "${here}" went to "${nextAction.taskId}", which is not in the graph.`, {
          from: here,
          taskId: nextAction.taskId,
        });
      }
      return { status: "paused", currentTaskId: nextAction.taskId, move: "push" };
    case "GoBack": {
      const previous = session.backStack.at(-1);
      if (previous === undefined) {
        const problem = `nothing comes before it; a session remembers the ${maxBackStack} tasks before its current one`;
        throw new GraphError(`Task "${here}" went back, but ${problem}.`, { taskId: here });
      }
      return { status: "paused", currentTaskId: previous, move: "pop" };
    }
    case "Continue":
    case "ContinueAndExecute": {
      // A task without a next one ends the session.
      const next = graph.findNextTask(here, draft);
      if (next === undefined) return { status: "completed", currentTaskId: here, move: "keep" };
      return { status: nextAction.type === "Continue" ? "paused" : "running", currentTaskId: next, move: "push" };
    }
    default:
      throw new GraphError(`Task "${here}" returned no next action.`, { taskId: here });
  }
}

/** Pure: the commit of a failed step. `random` gives numbers from 0 to 1. */
export function failedStep(
  graph: ExecutableGraph,
  session: Session,
  error: unknown,
  { durationMs = 0, random = Math.random }: { durationMs?: number; random?: () => number } = {},
): StepCommit {
  const attempt = session.attempt + 1;
  return unsuccessfulStep(session, error, durationMs, {
    status: "failed",
    attempt,
    retryInMs: retryDelayMs(graph.getNode(session.currentTaskId)?.policy.retry, attempt, error, random),
  });
}

/** Pure: the commit of a step that was stopped. The session is as before the step, which counts as no attempt. */
export function cancelledStep(session: Session, error: unknown, durationMs: number): StepCommit {
  const status = session.wait ? "waiting" : "paused";
  return unsuccessfulStep(session, error, durationMs, { status, attempt: session.attempt, retryInMs: null });
}

function unsuccessfulStep(
  session: Session,
  error: unknown,
  durationMs: number,
  next: { status: SessionStatus; attempt: number; retryInMs: number | null },
): StepCommit {
  return {
    step: {
      ...emptyStep(session),
      status: "failed",
      answer: session.answer,
      error: recordedError(error),
      retryInMs: next.retryInMs,
      durationMs: Math.round(durationMs),
      usage: usageOfError(error),
    },
    session: {
      status: next.status,
      currentTaskId: session.currentTaskId,
      statusMessage: session.statusMessage,
      attempt: next.attempt,
      move: "keep",
    },
    ...nothingElse,
  };
}
