import { applyCommit, failedStep } from "./decide-step";
import { SessionCancelledError, SessionConflictError, SessionNotFoundError, StepRefusedError } from "./errors";
import { executeStep, type StepOptions, tell } from "./execute-step";
import { type ExecutionResult, resultOf } from "./execution-result";
import { defaultStepBudget, type Graph } from "./graph";
import type { JsonValue } from "./json";
import type { Session } from "./session";
import type { Claim, SessionStorage, StepCommit } from "./session-storage";
import { StepGuard } from "./step-guard";

export interface RunOptions extends StepOptions {
  /** Steps one run may make before it is stopped as a runaway loop; 100 by default. */
  stepBudget?: number;
  /** Do nothing when nothing is due: a wait without an answer, a pause, a retry in the future. */
  onlyDue?: boolean;
  /** The answer to the open question, when the caller has it; kept with the step that takes it. */
  answer?: JsonValue;
  /** Milliseconds a run may be silent before another may take the session over; prolonged while a task runs. */
  leaseMs?: number;
}

const defaultLeaseMs = 15_000;
const stopped = new Error("somebody stopped it");

/** Loads a session, runs it and commits every step before the next begins. */
export class FlowRunner {
  readonly #graph: Graph;
  readonly #storage: SessionStorage;
  /** The runs of this runner that go on, by session. */
  readonly #running = new Map<string, AbortController>();

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
    const { leaseMs = defaultLeaseMs, onlyDue, answer } = options;
    const claim = await this.#storage.claim(sessionId, { leaseMs, onlyDue, answer });
    if (claim) return this.#runClaimed(claim, leaseMs, options);
    const idle = await this.#storage.get(sessionId);
    if (!idle) throw new SessionNotFoundError(sessionId);
    return resultOf(idle);
  }

  /**
   * Saves a new session and runs it, as `save` and `run` would, without letting go of it in between. Throws
   * SessionConflictError when its id is taken.
   */
  async start(session: Session, options: Omit<RunOptions, "onlyDue" | "answer"> = {}): Promise<ExecutionResult> {
    const { leaseMs = defaultLeaseMs } = options;
    return this.#runClaimed(await this.#storage.create(session, leaseMs), leaseMs, options);
  }

  async #runClaimed(claim: Claim, leaseMs: number, options: RunOptions): Promise<ExecutionResult> {
    const sessionId = claim.session.id;
    const controller = new AbortController();
    this.#running.set(sessionId, controller);
    const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
    const heartbeat = this.#keepLease(claim, leaseMs, controller);
    const guard = new StepGuard(signal);
    try {
      return await this.#walk(claim, guard, options);
    } catch (error) {
      throw await this.#reasonOf(error, sessionId);
    } finally {
      clearInterval(heartbeat);
      guard.close();
      this.#running.delete(sessionId);
    }
  }

  /**
   * Stops the run that holds the session: the task's signal is aborted, nothing of it is committed, and the session
   * stays at it. A run of this runner stops at once, one elsewhere with its next heartbeat. False when there is none.
   */
  async cancelTurn(sessionId: string, reason: unknown = stopped): Promise<boolean> {
    const controller = this.#running.get(sessionId);
    controller?.abort(reason);
    return controller !== undefined || this.#storage.requestStop(sessionId);
  }

  /** Ends the session for good, also while a run holds it. Throws as `SessionStorage.cancel`. */
  async cancelSession(sessionId: string, reason?: string): Promise<void> {
    await this.#storage.cancel(sessionId, reason);
    this.#running.get(sessionId)?.abort(new SessionCancelledError(sessionId));
  }

  async #walk(claim: Claim, guard: StepGuard, options: RunOptions): Promise<ExecutionResult> {
    const { session } = claim;
    const budget = options.stepBudget ?? defaultStepBudget;
    const responses: string[] = [];
    for (let steps = 1; ; steps++) {
      const budgetSpent = steps > budget ? budget : undefined;
      const planned = await executeStep(this.#graph, session, guard, { ...options, budgetSpent });
      const commit = await this.#commit(claim, planned);
      applyCommit(session, commit);
      const { step } = commit;
      if (step.response !== null) responses.push(step.response);
      if (options.onEvent) report(options.onEvent, commit);
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

  /** Prolongs the lease while the run goes on; a run that has lost it stops working for nothing. */
  #keepLease(claim: Claim, leaseMs: number, controller: AbortController): NodeJS.Timeout {
    return setInterval(() => {
      this.#storage.renewLease(claim, leaseMs).then(
        ({ stopRequested }) => stopRequested && controller.abort(stopped),
        // After any other hiccup the next beat may succeed; and the commit is fenced in any case.
        (error: unknown) => error instanceof SessionConflictError && controller.abort(error),
      );
    }, leaseMs / 3);
  }

  /** A run whose session was cancelled under it meets a conflict: the caller wants to know which. */
  async #reasonOf(error: unknown, sessionId: string): Promise<unknown> {
    if (!(error instanceof SessionConflictError)) return error;
    const current = await this.#storage.get(sessionId).catch(() => undefined);
    return current?.status === "cancelled" ? new SessionCancelledError(sessionId) : error;
  }
}

function report(onEvent: NonNullable<StepOptions["onEvent"]>, { step, wait }: StepCommit): void {
  if (step.response !== null) tell(onEvent, { type: "response", text: step.response });
  tell(onEvent, { type: "step", taskId: step.taskId, seq: step.seq });
  if (step.statusMessage) tell(onEvent, { type: "status", message: step.statusMessage });
  if (wait) tell(onEvent, { type: "wait", audience: wait.audience, dueInMs: wait.dueInMs, wakeInMs: wait.wakeInMs });
  if (step.retryInMs !== null) tell(onEvent, { type: "retry", inMs: step.retryInMs });
}
