import type { Context } from "./context";
import { GraphError } from "./errors";
import type { Graph } from "./graph";
import { toJson } from "./json";
import { recordedError, retryDelayMs } from "./retry";
import type { Session, SessionStatus } from "./session";
import type { Step, StepCommit, TrailMove } from "./session-storage";
import type { NextAction, TaskResult, WaitRequest } from "./task";

/** How many tasks a trail remembers. */
export const longestTrail = 20;

/** How a task ran, beside what it returned. */
export interface Performance {
  /** Whether the task looked at the session's answer. */
  tookAnswer: boolean;
  durationMs: number;
  /** Whether the result came from the cache. */
  cached: boolean;
}

/** Pure: what a task's result means for its session. Throws GraphError for a jump to nowhere, or no action at all. */
export function decideStep(
  graph: Graph,
  session: Session,
  draft: Context,
  result: TaskResult,
  { tookAnswer, durationMs, cached }: Performance,
): StepCommit {
  const nextAction = result?.nextAction as NextAction | undefined;
  if (!nextAction) {
    throw new GraphError(`Task "${session.currentTaskId}" returned no next action.`, { taskId: session.currentTaskId });
  }
  const move = follow(graph, session, draft, nextAction);
  const response = result.response === undefined ? null : (toJson("response", result.response) as string);
  const statusMessage =
    result.statusMessage === undefined ? null : (toJson("statusMessage", result.statusMessage) as string);
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
      // What comes from the cache costs nothing again.
      usage: cached ? null : (result.usage ?? null),
      children: result.children ?? null,
      cached,
    },
    session: {
      status: move.status,
      currentTaskId: move.currentTaskId,
      statusMessage: statusMessage ?? session.statusMessage,
      attempt: 0,
      move: move.move,
    },
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
  move: TrailMove;
}

function follow(graph: Graph, session: Session, draft: Context, nextAction: NextAction): Move {
  const here = session.currentTaskId;
  switch (nextAction.type) {
    case "WaitForInput":
      return { status: "waiting", currentTaskId: here, move: "stay" };
    case "End":
      return { status: "completed", currentTaskId: here, move: "stay" };
    case "GoTo":
      if (!graph.getTask(nextAction.taskId)) {
        throw new GraphError(`Task "${here}" went to "${nextAction.taskId}", which is not in the graph.`, {
          from: here,
          taskId: nextAction.taskId,
        });
      }
      return { status: "paused", currentTaskId: nextAction.taskId, move: "forth" };
    case "GoBack": {
      const previous = session.trail.at(-1);
      if (previous === undefined)
        throw new GraphError(`Task "${here}" went back, but nothing came before it.`, { taskId: here });
      return { status: "paused", currentTaskId: previous, move: "back" };
    }
    case "Continue":
    case "ContinueAndExecute": {
      // Nowhere to go is the end, recorded as such, and not an endless pause.
      const next = graph.findNextTask(here, draft);
      if (next === undefined) return { status: "completed", currentTaskId: here, move: "stay" };
      return { status: nextAction.type === "Continue" ? "paused" : "running", currentTaskId: next, move: "forth" };
    }
    default:
      throw new GraphError(`Task "${here}" returned no next action.`, { taskId: here });
  }
}

/** Pure: the record of a step that did not come about. `random` gives numbers from 0 to 1. */
export function failedStep(
  graph: Graph,
  session: Session,
  error: unknown,
  { durationMs = 0, random = Math.random }: { durationMs?: number; random?: () => number } = {},
): StepCommit {
  const attempt = session.attempt + 1;
  return notDone(session, error, durationMs, {
    status: "failed",
    attempt,
    retryInMs: retryDelayMs(graph.policy(session.currentTaskId).retry, attempt, error, random),
  });
}

/** Pure: the record of a step that somebody stopped. The session is back where it was; it counts as no attempt. */
export function cancelledStep(session: Session, error: unknown, durationMs: number): StepCommit {
  const status = session.wait ? "waiting" : "paused";
  return notDone(session, error, durationMs, { status, attempt: session.attempt, retryInMs: null });
}

function notDone(
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
    },
    session: {
      status: next.status,
      currentTaskId: session.currentTaskId,
      statusMessage: session.statusMessage,
      attempt: next.attempt,
      move: "stay",
    },
    ...nothingElse,
  };
}

/**
 * Makes what somebody changed by hand in a session they hold, values and messages, a step of its own for the next
 * `save` to record, so that the history has no gap. The values that a new session has are what it begins with.
 */
export function recordEdits(session: Session): void {
  const { context, status, currentTaskId, statusMessage, attempt } = session;
  const isNew = session.version === 0 && session.stepSeq === 0;
  const patch = isNew ? { set: {}, remove: [] } : context.patch();
  const messages = context.newMessages();
  const forgets = context.forgets();
  if (isNew) session.initialValues ??= { ...context.values() };
  const isEdited = Object.keys(patch.set).length + patch.remove.length + messages.length > 0 || forgets !== null;
  if (!isEdited) return;
  const step: Step = { ...emptyStep(session), status: "saved", patch };
  const next = { status, currentTaskId, statusMessage, attempt, move: "stay" } as const;
  session.unsaved.push({ ...nothingElse, step, session: next, messages, forgets });
  session.initialValues ??= { ...context.values() };
  session.stepSeq = step.seq;
  context.absorb({ set: {}, remove: [] }, []);
}

/** A step that was made by hand: the session is what it says, and keeps it for the next `save`. */
export function keepStep(session: Session, commit: StepCommit): void {
  applyCommit(session, commit);
  session.unsaved.push(commit);
}

const nothingElse = {
  messages: [],
  forgets: null,
  wait: null,
  effects: [],
  tookAnswer: false,
  keepLease: false,
} satisfies Partial<StepCommit>;

const emptyStep = (session: Session): Step => ({
  seq: session.stepSeq + 1,
  taskId: session.currentTaskId,
  status: "done",
  action: null,
  nextTaskId: null,
  response: null,
  statusMessage: null,
  patch: { set: {}, remove: [] },
  answer: undefined,
  attempt: session.attempt + 1,
  error: null,
  retryInMs: null,
  durationMs: 0,
  usage: null,
  children: null,
  cached: false,
});

/** The trail after a step that began at `here`. */
export function trailAfter(trail: readonly string[], move: TrailMove, here: string): string[] {
  if (move === "stay") return trail as string[];
  if (move === "back") return trail.slice(0, -1);
  return [...(trail.length < longestTrail ? trail : trail.slice(1 - longestTrail)), here];
}

/** Makes the session what the commit says it is; its version is the storage's to raise. */
export function applyCommit(session: Session, commit: StepCommit): void {
  const { step, session: next } = commit;
  session.initialValues ??= { ...session.context.values() };
  session.trail = trailAfter(session.trail, next.move, session.currentTaskId);
  session.status = next.status;
  session.currentTaskId = next.currentTaskId;
  session.statusMessage = next.statusMessage;
  session.attempt = next.attempt;
  session.stepSeq = step.seq;
  session.context.absorb(step.patch, commit.messages, commit.forgets);
  // A failed step has answered nothing: the question and its answer stay for the next try.
  if (step.status === "done") {
    session.wait = commit.wait;
    if (commit.tookAnswer) session.answer = undefined;
  }
}
