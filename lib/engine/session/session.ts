import type { WaitRequest } from "../graph/task";
import type { JsonValue } from "../json";
import { Context } from "./context";

/**
 * ready: work to do · running: between two steps of a run, in memory · paused: the caller decides when to go on ·
 * waiting: a person must answer · failed: the last task failed, and can be tried again · completed, cancelled: over.
 */
export type SessionStatus = "ready" | "running" | "paused" | "waiting" | "completed" | "failed" | "cancelled";

/** One execution of one graph. */
export class Session {
  id: string;
  graphId: string;
  currentTaskId: string;
  status: SessionStatus = "ready";
  statusMessage: string | null = null;
  context: Context;
  /** Raised by every commit. A write names the version that it changes. */
  version = 0;
  /** Steps committed so far. */
  stepSeq = 0;
  /** Failed tries of the current task in a row. */
  attempt = 0;
  /** The tasks walked before the current one, newest last, at most 20: where GoBack leads. */
  backStack: string[] = [];
  /** The open question, when waiting. */
  wait: WaitRequest | null = null;
  /** The answer that the current task gets in the next run. Null is not an answer. */
  answer: JsonValue | undefined = undefined;

  constructor(id: string, startTaskId: string, graphId = "default", context = new Context()) {
    this.id = id;
    this.currentTaskId = startTaskId;
    this.graphId = graphId;
    this.context = context;
  }

  /** The constructor under its name in graph-flow. */
  static newFromTask(id: string, taskId: string, graphId?: string): Session {
    return new Session(id, taskId, graphId);
  }
}
