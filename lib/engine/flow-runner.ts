import { SessionConflictError, SessionNotFoundError, StepRefusedError } from "./errors";
import { applyCommit, executeStep, failedStep, type StepOptions, tell } from "./execute-step";
import { type ExecutionResult, resultOf } from "./execution-result";
import { defaultStepBudget, type Graph } from "./graph";
import type { Claim, SessionStorage, StepCommit } from "./session-storage";

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
      this.#storage.renewLease(claim, leaseMs).catch((error: unknown) => {
        // A lost lease shows at the commit, which then writes nothing; after any other hiccup the next beat may succeed.
        if (error instanceof SessionConflictError) clearInterval(heartbeat);
      });
    }, leaseMs / 3);
    try {
      return await this.#walk(claim, options);
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #walk(claim: Claim, options: RunOptions): Promise<ExecutionResult> {
    const { session } = claim;
    const budget = options.stepBudget ?? defaultStepBudget;
    const responses: string[] = [];
    for (let steps = 1; ; steps++) {
      const planned = await executeStep(this.#graph, session, {
        ...options,
        budgetSpent: steps > budget ? budget : undefined,
      });
      const commit = await this.#commit(claim, planned);
      applyCommit(session, commit);
      const { step, wait } = commit;
      if (step.response !== null) {
        responses.push(step.response);
        tell(options.onEvent, { type: "response", text: step.response });
      }
      tell(options.onEvent, { type: "step", taskId: step.taskId, seq: step.seq });
      if (step.statusMessage) tell(options.onEvent, { type: "status", message: step.statusMessage });
      if (wait) tell(options.onEvent, { type: "wait", audience: wait.audience });
      if (!commit.keepLease) return resultOf(session, responses, steps, step.error?.message);
    }
  }

  /** Commits the step, or, when its content cannot be stored, the fact that it failed; gives what was committed. */
  async #commit(claim: Claim, commit: StepCommit): Promise<StepCommit> {
    try {
      await this.#storage.commitStep(claim, commit);
      return commit;
    } catch (error) {
      if (!(error instanceof StepRefusedError) || commit.step.status === "failed") throw error;
      const failed = failedStep(this.#graph, claim.session, error);
      await this.#storage.commitStep(claim, failed);
      return failed;
    }
  }
}
