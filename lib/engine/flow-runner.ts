import { SessionCancelledError, SessionCompletedError, SessionNotFoundError } from "./errors";
import { applyCommit, executeStep, type StepOptions } from "./execute-step";
import { type ExecutionResult, resultOf } from "./execution-result";
import { defaultStepBudget, type Graph } from "./graph";
import type { Claim, SessionStorage } from "./session-storage";

export interface RunOptions extends StepOptions {
  /** Steps one run may make before it is stopped as a runaway loop; 100 by default. */
  stepBudget?: number;
  /** Do nothing when nothing is due: a wait without an answer, a pause, a retry in the future. */
  onlyDue?: boolean;
  /** Milliseconds a run may be silent before another may take the session over; prolonged while a task runs. */
  leaseMs?: number;
}

const defaultLeaseMs = 15_000;

/** Loads a session, runs it and commits every step before the next begins. */
export class FlowRunner {
  readonly #graph: Graph;
  readonly #storage: SessionStorage;

  constructor(graph: Graph, storage: SessionStorage) {
    this.#graph = graph;
    this.#storage = storage;
  }

  /**
   * Runs the session until control comes back: after one task on `Continue`, through a whole chain on
   * `ContinueAndExecute`, at a wait, at the end or at a failure. Throws SessionNotFoundError, SessionBusyError,
   * SessionConflictError, SessionCompletedError or SessionCancelledError; a task's own failure is a result.
   */
  async run(sessionId: string, options: RunOptions = {}): Promise<ExecutionResult> {
    const leaseMs = options.leaseMs ?? defaultLeaseMs;
    const claim = await this.#storage.claim(sessionId, { leaseMs, onlyDue: options.onlyDue });
    if (!claim) {
      const idle = await this.#storage.get(sessionId);
      if (!idle) throw new SessionNotFoundError(sessionId);
      return resultOf(idle);
    }
    const heartbeat = setInterval(() => {
      // A lost lease shows at the commit, which then writes nothing.
      this.#storage.renewLease(claim, leaseMs).catch(() => clearInterval(heartbeat));
    }, leaseMs / 3);
    try {
      return await this.#walk(claim, options);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #walk(claim: Claim, options: RunOptions): Promise<ExecutionResult> {
    const { session } = claim;
    await this.#refuseEnded(claim);
    const budget = options.stepBudget ?? defaultStepBudget;
    const responses: string[] = [];
    for (let steps = 1; ; steps++) {
      const commit = await executeStep(this.#graph, session, {
        ...options,
        budgetSpent: steps > budget ? budget : undefined,
      });
      await this.#storage.commitStep(claim, commit);
      applyCommit(session, commit);
      options.onEvent?.({ type: "step", taskId: commit.step.taskId, seq: commit.step.seq });
      if (commit.step.statusMessage) options.onEvent?.({ type: "status", message: commit.step.statusMessage });
      if (commit.wait) options.onEvent?.({ type: "wait", audience: commit.wait.audience });
      if (commit.step.response !== null) responses.push(commit.step.response);
      if (!commit.keepLease) return resultOf(session, responses, steps, commit.step.error?.message);
    }
  }

  async #refuseEnded(claim: Claim): Promise<void> {
    const { status, id } = claim.session;
    if (status !== "completed" && status !== "cancelled") return;
    await this.#storage.release(claim);
    throw status === "completed" ? new SessionCompletedError(id) : new SessionCancelledError(id);
  }
}
