import {
  GraphError,
  RunHandedOverError,
  SessionBusyError,
  SessionCancelledError,
  SessionConflictError,
  SessionNotFoundError,
  StepNeverEndedError,
} from "../errors";
import type { Graph } from "../graph/graph";
import { freeze, type JsonValue, toJson } from "../json";
import type { Session } from "../session/session";
import { failedStep } from "../step/decide-step";
import { followSignal } from "../step/follow-signal";
import type { GraphStorage } from "../storage/graph-storage";
import type { Lease, SessionStorage } from "../storage/session-storage";
import { isUntouched } from "../storage/unsaved-steps";
import { type ActiveRun, ActiveRuns } from "./active-runs";
import { type ExecutionResult, resultOf } from "./execution-result";
import { LeasedSession, stopRequested } from "./leased-session";
import { RepeatedSteps } from "./repeated-steps";
import { StartedSession } from "./started-session";
import { GraphWalk, type WalkOptions } from "./walk-graph";

/** How `FlowRunner` runs a session. */
export interface RunOptions extends WalkOptions {
  /** Do nothing when nothing is due: a wait without an answer, a pause, a retry in the future. */
  onlyDue?: boolean;
  /** The answer to the open question, when the caller has it; kept with its step. Null is not an answer. */
  answer?: JsonValue;
  /** Milliseconds after which another run may take the session over, 15,000 by default; renewed while a task runs. */
  leaseMs?: number;
  /** How often a step may be started without ending before the session is set aside as failed; 3 by default. */
  maxStarts?: number;
  /**
   * Shared by the runs of a process. When a step ends the process, the sessions that only ran beside it are not set
   * aside. A run that has to wait for another last try throws SessionBusyError.
   */
  repeatedSteps?: RepeatedSteps;
  /**
   * The graph that the session must have. A session that was moved to another graph meanwhile throws
   * SessionConflictError.
   */
  graphId?: string;
}

const defaultLeaseMs = 15_000;
/** How often one step is started without ending, by default. */
export const defaultMaxStarts = 3;

/** Loads a session, runs it and commits every step before the next one starts. */
export class FlowRunner {
  readonly #graphs: Graph | GraphStorage;
  readonly #storage: SessionStorage;
  readonly #activeRuns = new ActiveRuns();

  /** Runs sessions of this graph, or of the graphs in a storage, where each session names its graph by `graphId`. */
  constructor(graphs: Graph | GraphStorage, storage: SessionStorage) {
    this.#graphs = graphs;
    this.#storage = storage;
  }

  /**
   * Runs the session until control comes back: after one task on `Continue`, through a whole chain on
   * `ContinueAndExecute`, at a wait, at the end or at a failure. Throws SessionNotFoundError, SessionBusyError,
   * SessionConflictError, SessionCompletedError or SessionCancelledError, ContextValueError for an answer that is not
   * JSON, GraphError for a session whose graph is not in the storage, RunHandedOverError when its signal is aborted
   * with one; a task's own failure is a result.
   */
  async run(sessionId: string, options: RunOptions = {}): Promise<ExecutionResult> {
    const { onlyDue, leaseMs = defaultLeaseMs } = options;
    const answer = options.answer == null ? undefined : freeze(toJson("answer", options.answer));
    return this.#whileActive(sessionId, options, async (run) => {
      const lease = await this.#storage.acquire(sessionId, { leaseMs, onlyDue, answer });
      if (lease) return this.#runLease(lease, run, options);
      const idle = await this.#storage.get(sessionId);
      if (!idle) throw new SessionNotFoundError(sessionId);
      // It has become due since `acquire` found nothing due.
      if (idle.status === "ready" || idle.status === "running") throw new SessionBusyError(sessionId);
      return resultOf(idle);
    });
  }

  /**
   * Saves a new session and runs it, as `save` and `run` would, with the lease held from the beginning. A first step
   * that takes at most 20 ms is committed together with the session. Throws SessionConflictError when the id is taken.
   * A quick task may have run by then; nothing of it is kept.
   */
  start(session: Session, options: Omit<RunOptions, "onlyDue" | "answer"> = {}): Promise<ExecutionResult> {
    const { leaseMs = defaultLeaseMs } = options;
    return this.#whileActive(session.id, options, async (run) => {
      if (!isUntouched(session)) return this.#runLease(await this.#storage.create(session, leaseMs), run, options);
      const graph = await this.#graphOf(session);
      const held = new StartedSession(this.#storage, session, leaseMs, run.guard);
      run.held = held;
      return await new GraphWalk(graph, held, run.guard, options).run();
    });
  }

  /**
   * Stops the run that holds the session: the task's signal is aborted, nothing of it is committed, and the session
   * stays at it. A run of this runner stops at once, one elsewhere with its next renewal. False when there is none.
   */
  async cancelTurn(sessionId: string, reason: unknown = stopRequested): Promise<boolean> {
    const isHere = this.#activeRuns.abort(sessionId, reason);
    // The run here may be about to learn that the session is held elsewhere.
    return (await this.#storage.requestStop(sessionId)) || isHere;
  }

  /** Ends the session for good, also while a run holds it. Throws as `SessionStorage.cancel`. */
  async cancelSession(sessionId: string, reason?: string): Promise<void> {
    try {
      await this.#storage.cancel(sessionId, reason);
    } catch (error) {
      const ended = this.#activeRuns.whenEnded(sessionId);
      if (!(error instanceof SessionNotFoundError) || !ended) throw error;
      // It has just been started, and is stored with its first step.
      this.#activeRuns.abort(sessionId, new SessionCancelledError(sessionId));
      await ended;
      await this.#storage.cancel(sessionId, reason);
    }
    this.#activeRuns.abort(sessionId, new SessionCancelledError(sessionId));
  }

  /** Throws GraphError for a graph that is not in the storage. */
  async #graphOf({ graphId }: Session): Promise<Graph> {
    const graph = "get" in this.#graphs ? await this.#graphs.get(graphId) : this.#graphs;
    if (!graph) throw new GraphError(`There is no graph "${graphId}".`, { graphId });
    return graph;
  }

  /** Runs what was acquired. A session whose step was started too often without ending is set aside instead. */
  async #runLease(lease: Lease, run: ActiveRun, options: RunOptions): Promise<ExecutionResult> {
    const { leaseMs = defaultLeaseMs, maxStarts = defaultMaxStarts } = options;
    const { id, graphId, version, currentTaskId } = lease.session;
    const leased = new LeasedSession(this.#storage, lease, leaseMs, run.guard);
    run.held = leased;
    if (options.graphId !== undefined && graphId !== options.graphId) throw new SessionConflictError(id, version);
    const graph = await this.#graphOf(lease.session);
    const walk = new GraphWalk(graph, leased, run.guard, options);
    if (lease.startCount > maxStarts && lease.hadLastTry) {
      const error = new StepNeverEndedError(currentTaskId, lease.startCount - 1);
      return await walk.endWith(failedStep(graph, lease.session, error));
    }
    const isLastTry = lease.startCount >= maxStarts;
    if (lease.startCount > 1 || isLastTry) await this.#beginRepeated(lease, isLastTry, run, options.repeatedSteps);
    return await walk.run();
  }

  /**
   * Records a last try that starts alone. One that starts beside others is not recorded: any of them may end the
   * process. Throws SessionBusyError for a last try that has to wait for another one.
   */
  async #beginRepeated(
    lease: Lease,
    isLastTry: boolean,
    run: ActiveRun,
    repeatedSteps = new RepeatedSteps(),
  ): Promise<void> {
    const { id } = lease.session;
    const isAlone = await repeatedSteps.begin(id, isLastTry);
    run.onEnd(() => repeatedSteps.end(id));
    if (isAlone) await this.#storage.recordLastTry(lease);
  }

  /** Runs `act` as an active run, which can be stopped. A task that still runs when it fails is stopped too. */
  async #whileActive(
    sessionId: string,
    options: RunOptions,
    act: (run: ActiveRun) => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const run = this.#activeRuns.start(sessionId);
    const { guard } = run;
    const unfollow = followSignal(options.signal, guard);
    try {
      const result = await act(run);
      run.held = undefined;
      const { abortReason } = guard;
      // A run that completed the session before it was aborted has its result.
      if (abortReason instanceof SessionCancelledError && result.status.type !== "Completed") throw abortReason;
      return result;
    } catch (error) {
      guard.abort(error);
      const released = run.held?.release();
      // A process that ends waits for it; after an error of the storage the caller does not.
      if (error instanceof RunHandedOverError) await released;
      throw await this.#causeOf(error, sessionId);
    } finally {
      unfollow();
      this.#activeRuns.end(run);
    }
  }

  /** A run whose session was cancelled meanwhile meets a conflict: the caller wants to know which. */
  async #causeOf(error: unknown, sessionId: string): Promise<unknown> {
    if (!(error instanceof SessionConflictError)) return error;
    const current = await this.#storage.get(sessionId).catch(() => undefined);
    return current?.status === "cancelled" ? new SessionCancelledError(sessionId) : error;
  }
}
