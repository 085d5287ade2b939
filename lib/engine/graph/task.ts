import type { JsonObject, JsonValue } from "../json";
import type { Context } from "../session/context";
import type { TaskDefinition } from "./definition";

/** What happens after a task. */
export type NextAction =
  | { readonly type: "Continue" }
  | { readonly type: "ContinueAndExecute" }
  | { readonly type: "WaitForInput" }
  | { readonly type: "End" }
  | { readonly type: "GoTo"; readonly taskId: string }
  | { readonly type: "GoBack" };

/** The actions: `NextAction.End`, `NextAction.GoTo("ask")`. */
export const NextAction = {
  /** Move along the edge and give control back to the caller. */
  Continue: { type: "Continue" },
  /** Move along the edge and run the next task in the same run. */
  ContinueAndExecute: { type: "ContinueAndExecute" },
  /** Stay at this task until an answer is given; the answer arrives in the next run's `execution.answer`. */
  WaitForInput: { type: "WaitForInput" },
  /** The session is completed. */
  End: { type: "End" },
  /** Jump to a task by id and give control back to the caller. */
  GoTo: (taskId: string): NextAction => ({ type: "GoTo", taskId }),
  /** Return to the task visited before this one and give control back to the caller. */
  GoBack: { type: "GoBack" },
} as const satisfies Record<string, NextAction | ((taskId: string) => NextAction)>;

/** The open question of a session: who may answer, with what form, by when. `Data` is the application's. */
export interface WaitRequest<Data extends JsonObject = JsonObject> {
  /** Who may answer, in the application's words. The engine does not interpret it. */
  audience?: string;
  /** What is asked for, as data that the interface draws. */
  form: JsonValue;
  /** What else the application stores with the question. The engine does not interpret it. */
  data?: Data;
  /** Milliseconds from the commit until an answer is due. An overdue question stays open. */
  dueInMs?: number;
  /** Milliseconds from the commit until the task runs again even without an answer: a timer. */
  wakeInMs?: number;
}

/** An effect outside the session, done once: `key` is unique within the session. */
export interface Effect {
  key: string;
  kind: string;
  payload: JsonValue;
}

/** The result of one child of a fan-out, recorded in the fan-out's step. */
export interface ChildRecord {
  taskId: string;
  status: "done" | "failed";
  response: string | null;
  statusMessage: string | null;
  error: { code: string; message: string } | null;
  /** Milliseconds. */
  durationMs: number;
}

/** What a task returns: what happens next, and what else its step records. */
export interface TaskResult {
  /** What the person is told. */
  response?: string;
  nextAction: NextAction;
  /** What operators read about this step: "Looking for the order". */
  statusMessage?: string;
  /** The question that `WaitForInput` opens. Without it the form is `{ question: response }`, for any audience. */
  wait?: WaitRequest;
  effects?: Effect[];
  usage?: { modelId?: string; inputTokens?: number; outputTokens?: number };
  /** What ran inside this task, for a fan-out. */
  children?: ChildRecord[];
}

type ResultParts = Omit<TaskResult, "response" | "nextAction">;

const result = (nextAction: NextAction, response?: string, parts?: ResultParts): TaskResult => ({
  ...parts,
  ...(response !== undefined && { response }),
  nextAction,
});

/** Results by their next action: `TaskResult.continue("Hello", { statusMessage: "greeted" })`. */
export const TaskResult = {
  /** Moves along the edge and gives control back (graph-flow's `move_to_next`). */
  continue: (response?: string, parts?: ResultParts) => result(NextAction.Continue, response, parts),
  /** Moves along the edge and runs the next task (graph-flow's `move_to_next_direct`). */
  continueAndExecute: (response?: string, parts?: ResultParts) =>
    result(NextAction.ContinueAndExecute, response, parts),
  /** Waits for an answer. `parts.wait` is the question; without one the response is. */
  waitForInput: (response?: string, parts?: ResultParts) => result(NextAction.WaitForInput, response, parts),
  /** Completes the session. */
  end: (response?: string, parts?: ResultParts) => result(NextAction.End, response, parts),
  /** Jumps to a task by its id and gives control back. */
  goTo: (taskId: string, response?: string, parts?: ResultParts) => result(NextAction.GoTo(taskId), response, parts),
  /** Returns to the task before this one and gives control back. */
  goBack: (response?: string, parts?: ResultParts) => result(NextAction.GoBack, response, parts),
};

/** What happens while a run goes on. */
export type RunEvent =
  | { type: "token"; text: string }
  | { type: "response"; text: string }
  | { type: "status"; message: string }
  /** A task that works for a long time is still running; the event has no text. */
  | { type: "progress"; taskId: string }
  | { type: "step"; taskId: string; seq: number }
  /** A question was opened; milliseconds until it is due, and until its timer runs out. */
  | { type: "wait"; audience?: string; dueInMs?: number; wakeInMs?: number }
  /** A task has failed and is due again in so many milliseconds. */
  | { type: "retry"; inMs: number };

/**
 * What a task gets beside the context. Most properties are getters, which a spread does not copy: to pass it on to
 * another task, copy them by name.
 */
export interface TaskExecution {
  readonly sessionId: string;
  readonly taskId: string;
  /** The task's id, after the ids of the tasks that it runs inside: "checks/credit". */
  readonly taskPath: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The answer to this task's wait, when this run is one. */
  readonly answer: JsonValue | undefined;
  /**
   * The open question of this task, as it was committed. Null when the session has just reached the task, by an edge, a
   * jump or a fork, and when a decision closed the question: `answer` is the decision then.
   */
  readonly wait: WaitRequest | null;
  /** Aborted at the task's timeout or when the caller cancels. */
  readonly signal: AbortSignal;
  /** The run's clock. */
  readonly now: Date;
  /** Sends an event to the listener of the run. Every event restarts the task's idle timeout. */
  readonly emit: (event: RunEvent) => void;
}

/** One unit of work. It changes nothing but its draft of the context; throwing drops the draft. */
export interface Task {
  readonly id: string;
  /** What it was made from, for a task that came from a definition. */
  readonly definition?: TaskDefinition;
  /** Its limit in milliseconds where the definition sets none; without it the engine's default. */
  readonly timeoutMs?: number;
  run(context: Context, execution: TaskExecution): Promise<TaskResult>;
  /**
   * Converts the open question `wait` of a session that is moved to this task from another version of its graph. The
   * times of the result (`dueInMs`, `wakeInMs`) count from `openedAt`. Without the method, or when it returns
   * undefined, the question is closed and the task runs and asks again.
   */
  renewWait?(context: Context, wait: WaitRequest, openedAt: Date): WaitRequest | undefined;
}
