import { emptyPatch } from "../session/context";
import type { Session } from "../session/session";
import type { BackStackMove, Step, StepCommit } from "./session-storage";

/** The most tasks on a back stack. */
export const maxBackStack = 20;

/** The back stack after a step of the task `here`. */
export function backStackAfter(backStack: readonly string[], move: BackStackMove, here: string): string[] {
  if (move === "keep") return backStack as string[];
  if (move === "pop") return backStack.slice(0, -1);
  return [...(backStack.length < maxBackStack ? backStack : backStack.slice(1 - maxBackStack)), here];
}

/** As `backStackAfter`, in place: a chain of tasks copies no stack with every step. */
function moveBackStack(backStack: string[], move: BackStackMove, here: string): void {
  if (move === "pop") backStack.pop();
  if (move !== "push") return;
  backStack.push(here);
  if (backStack.length > maxBackStack) backStack.shift();
}

/** Applies a commit to the session. The storage raises the version. */
export function applyCommit(session: Session, commit: StepCommit): void {
  const { step, session: next } = commit;
  moveBackStack(session.backStack, next.move, session.currentTaskId);
  session.status = next.status;
  session.currentTaskId = next.currentTaskId;
  session.statusMessage = next.statusMessage;
  session.attempt = next.attempt;
  session.stepSeq = step.seq;
  session.context.absorb(step.patch, commit.messages, commit.clearedAfter);
  // A failed step keeps the question and its answer for the next attempt.
  if (step.status === "done") {
    session.wait = commit.wait;
    if (commit.tookAnswer) session.answer = undefined;
  }
}

/** What a commit has beside its step when the step did nothing else. */
export const nothingElse = {
  messages: [],
  clearedAfter: null,
  wait: null,
  effects: [],
  tookAnswer: false,
  keepLease: false,
} satisfies Partial<StepCommit>;

/** A step of the session's current task without a result. */
export const emptyStep = (session: Session): Step => ({
  seq: session.stepSeq + 1,
  taskId: session.currentTaskId,
  status: "done",
  action: null,
  nextTaskId: null,
  response: null,
  statusMessage: null,
  patch: emptyPatch,
  answer: undefined,
  attempt: session.attempt + 1,
  error: null,
  retryInMs: null,
  durationMs: 0,
  usage: null,
  children: null,
  cached: false,
});
