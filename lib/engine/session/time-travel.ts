import { EngineError, SessionCompletedError, SessionNotFoundError } from "../errors";
import type { JsonObject } from "../json";
import { backStackAfter } from "../storage/apply-commit";
import type { BackStackMove, SessionHistory, SessionStorage, Step } from "../storage/session-storage";
import { applyPatch, Context } from "./context";
import { Session } from "./session";

/** The state of a session after one of its steps. */
export interface PastState {
  /** 0: before the first step. */
  seq: number;
  /** The graph at that step: the session may have been moved to another version since. */
  graphId: string;
  currentTaskId: string;
  backStack: string[];
  values: JsonObject;
  /** The session had ended. */
  isOver: boolean;
}

/** The state after step `seq`: the fold of the patches up to it. Throws EngineError("step_not_found"). */
export function stateAt(history: SessionHistory, seq: number): PastState {
  const { startTaskId, initialValues, steps, moves } = history;
  if (!Number.isInteger(seq) || seq < 0 || seq > steps.length) {
    throw new EngineError("step_not_found", `There is no step ${seq}; the last one is ${steps.length}.`, { seq });
  }
  const graphId = moves[0]?.fromGraphId ?? history.graphId;
  const state: PastState = {
    seq,
    graphId,
    currentTaskId: startTaskId,
    backStack: [],
    values: initialValues,
    isOver: false,
  };
  const applyMoves = (): void => {
    for (const { afterSeq, graphId, currentTaskId, backStack } of moves) {
      if (afterSeq === stepSeq)
        Object.assign(state, { graphId, currentTaskId, backStack: backStack ?? state.backStack });
    }
  };
  let stepSeq = 0;
  applyMoves();
  for (const step of steps.slice(0, seq)) {
    stepSeq = step.seq;
    state.values = applyPatch(state.values, step.patch);
    state.backStack = backStackAfter(state.backStack, moveOf(step), step.taskId);
    state.currentTaskId = step.nextTaskId ?? step.taskId;
    if (step.status !== "saved") state.isOver = step.status === "done" && step.nextTaskId === null;
    else if (step.nextTaskId !== null) state.isOver = false;
    applyMoves();
  }
  // A session that went on after its end had not ended.
  if (steps.slice(seq).some(({ status }) => status !== "saved")) state.isOver = false;
  return state;
}

function moveOf({ action, nextTaskId }: Step): BackStackMove {
  if (action === "GoBack") return "pop";
  return nextTaskId === null || action === null || action === "WaitForInput" ? "keep" : "push";
}

interface ForkOptions {
  seq: number;
  newId: string;
  values?: JsonObject;
  history?: SessionHistory;
}

/**
 * Saves a new session with the state that another one had after step `seq`: the same version of the graph, the same
 * values, the conversation that tasks saw then. It is ready at the next task; a session that waited asks again. The
 * original does not change. `history` is the original's, when the caller has already read it. Throws
 * SessionNotFoundError, EngineError("step_not_found"), SessionCompletedError for a step at which the session had ended,
 * SessionConflictError for an id that is taken, or ContextValueError for values that are not JSON.
 */
export async function forkSession(
  storage: SessionStorage,
  sessionId: string,
  { seq, newId, values = {}, history: known }: ForkOptions,
): Promise<Session> {
  const history = known ?? (await storage.history(sessionId));
  if (!history) throw new SessionNotFoundError(sessionId);
  const state = stateAt(history, seq);
  if (state.isOver) throw new SessionCompletedError(sessionId);
  const fork = new Session(newId, state.currentTaskId, state.graphId, new Context(state.values));
  for (const [key, value] of Object.entries(values)) fork.context.set(key, value);
  fork.context.addMessages(
    history.messages.filter(({ since, until }) => since <= seq && (until === null || until > seq)),
  );
  fork.backStack = state.backStack;
  await storage.save(fork);
  return fork;
}
