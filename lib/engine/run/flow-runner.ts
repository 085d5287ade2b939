import {
  GraphError,
  RunHandedOverError,
  SessionBusyError,
  SessionCancelledError,
  SessionConflictError,
  SessionNotFoundError,
  StepNeverEndedError,
  StepRefusedError,
} from "../errors";
import type { Graph } from "../graph/graph";
import { freeze, type JsonValue, toJson } from "../json";
import { isUntouched, type Session } from "../session/session";
import { applyCommit } from "../storage/apply-commit";
import type { GraphStorage } from "../storage/graph-storage";
import type { Lease, SessionStorage, StepCommit } from "../storage/session-storage";
import { failedStep } from "./decide-step";
import { executeStep, type StepOptions, tellStep } from "./execute-step";
import { type ExecutionResult, resultOf } from "./execution-result";
import { followSignal } from "./follow-signal";
import { RepeatedSteps } from "./repeated-steps";
import { soon } from "./soon";
import { StepGuard } from "./step-guard";

export interface RunOptions extends StepOptions {
  /** Steps one run may make before it is stopped as an endless loop; the graph's `maxExecutionSteps` by default. */
  stepBudget?: number;
  /** Do nothing when nothing is due: a wait without an answer, a pause, a retry in the future. */
  onlyDue?: boolean;
  /** The answer to the open question, when the caller has it; kept with the step that takes it. Null is no answer. */
  answer?: JsonValue;
  /** Milliseconds a run may be silent before another may take the session over; prolonged while a task runs. */
  leaseMs?: number;
  /** How often a step may be begun without ever ending before the session is set aside as failed; 3 by default. */
  maxBegun?: number;
  /**
   * What the runs of this process share, so that sessions that only ran beside the one that ends the process are not set
   * aside with it: a session that has to wait is a SessionBusyError.
   */
  repeatedSteps?: RepeatedSteps;
  /**
   * The graph that the session is to be of; one that was moved to another graph meanwhile is a SessionConflictError.
   */
  graphId?: string;
}

/** One run, while it goes on. */
interface Run {
  options: RunOptions;
  leaseMs: number;
  guard: StepGuard;
  /** Stops it. */
  controller: AbortController;
  /** Called when it is over. */
  onEnd: (() => void)[];
}

/** A run whose session's graph is known. */
interface GraphRun extends Run {
  graph: Graph;
}

const defaultLeaseMs = 15_000;
/** Begins of one step without an outcome. */
export const defaultMaxBegun = 3;
/** A first task that takes longer than this finds its session stored; one that is quicker is stored together with it. */
const longestFirstStepMs = 20;
const stopped = new Error("somebody stopped it");

/** Loads a session, runs it and commits every step before the next begins. */
export class FlowRunner {
  readonly #graphs: Graph | GraphStorage;
  readonly #storage: SessionStorage;
  /** The runs of this runner that go on, by session: one that holds it, and others that are about to hear that it is held. */
  readonly #running = new Map<string, Set<Run>>();

  /** Runs sessions of this graph, or of the graphs in a storage, where each session names its graph by `graphId`. */
  constructor(graphs: Graph | GraphStorage, storage: SessionStorage) {
    this.#graphs = graphs;
    this.#storage = storage;
  }

  /**
   * Runs the session until control comes back: after one task on `Continue`, through a whole chain on
   * `ContinueAndExecute`, at a wait, at the end or at a failure. Throws SessionNotFoundError, SessionBusyError,
   * SessionConflictError, SessionCompletedError or SessionCancelledError, ContextValueError for an answer that is not
   * JSON, GraphError for a session whose graph is not in the storage, RunHandedOverError when that is what its signal is
   * aborted with; a task's own failure is a result.
   */
  async run(sessionId: string, options: RunOptions = {}): Promise<ExecutionResult> {
    const { onlyDue } = options;
    const answer = options.answer == null ? undefined : freeze(toJson("answer", options.answer));
    return this.#stoppable(sessionId, options, async (run) => {
      const lease = await this.#storage.acquire(sessionId, { leaseMs: run.leaseMs, onlyDue, answer });
      if (lease) return this.#begin(lease, run);
      const idle = await this.#storage.get(sessionId);
      if (!idle) throw new SessionNotFoundError(sessionId);
      // It has become ready since the lease found nothing to do.
      if (idle.status === "ready" || idle.status === "running") throw new SessionBusyError(sessionId);
      return resultOf(idle);
    });
  }

  /** Runs what was acquired; a session whose step was begun too often without ever ending is set aside instead. */
  async #begin(lease: Lease, acquired: Run): Promise<ExecutionResult> {
    const { id, graphId, version, currentTaskId } = lease.session;
    const { maxBegun = defaultMaxBegun } = acquired.options;
    if (acquired.options.graphId !== undefined && graphId !== acquired.options.graphId) {
      void this.#giveBack(lease);
      throw new SessionConflictError(id, version);
    }
    const run = await this.#withGraph(lease.session, acquired).catch((error: unknown) => {
      void this.#giveBack(lease);
      throw error;
    });
    if (lease.begun > maxBegun && lease.hadLastTry) {
      const failed = failedStep(run.graph, lease.session, new StepNeverEndedError(currentTaskId, lease.begun - 1));
      return this.#walk(lease, run, this.#commit(lease, run, Promise.resolve(failed)));
    }
    const isLastTry = lease.begun >= maxBegun;
    if (lease.begun > 1 || isLastTry) await this.#beginRepeated(lease, run, isLastTry);
    return this.#walk(lease, run, this.#commit(lease, run, this.#execute(lease.session, run, 1)));
  }

  /**
   * Records a last try that begins alone. One that begins beside others is not recorded: any of them may end the process.
   * Throws SessionBusyError for a last try that has to wait for another one.
   */
  async #beginRepeated(lease: Lease, { options, onEnd }: Run, isLastTry: boolean): Promise<void> {
    const { repeatedSteps = new RepeatedSteps() } = options;
    const { id } = lease.session;
    try {
      const isAlone = await repeatedSteps.begin(id, isLastTry);
      onEnd.push(() => repeatedSteps.end(id));
      if (isAlone) await this.#storage.recordLastTry(lease);
    } catch (error) {
      void this.#giveBack(lease);
      throw error;
    }
  }

  /** Says that a run ended without a commit. */
  #giveBack(lease: Lease): Promise<void> {
    return this.#storage.release(lease).catch(() => {});
  }

  /**
   * Saves a new session and runs it, as `save` and `run` would, without letting go of it in between. A first step that
   * takes no longer than a moment (20 ms) is committed together with the session. Throws SessionConflictError when its
   * id is taken, which a task that was quick, or that has begun, may learn too late: nothing of it is kept.
   */
  async start(session: Session, options: Omit<RunOptions, "onlyDue" | "answer"> = {}): Promise<ExecutionResult> {
    return this.#stoppable(session.id, options, async (started) => {
      const run = await this.#withGraph(session, started);
      if (!isUntouched(session)) {
        const lease = await this.#storage.create(session, run.leaseMs);
        return this.#walk(lease, run, this.#commit(lease, run, this.#execute(lease.session, run, 1)));
      }
      const planned = this.#execute(session, run, 1);
      const first = await soon(planned, longestFirstStepMs);
      const begun = first && (await this.#createWith(first, session, run));
      if (begun) return this.#walk(begun, run, first);
      const lease = await this.#storage.create(session, run.leaseMs);
      return this.#walk(lease, run, this.#commit(lease, run, planned));
    });
  }

  /** Throws GraphError for a graph that is not in the storage. */
  async #withGraph({ graphId }: Session, run: Run): Promise<GraphRun> {
    const graph = "get" in this.#graphs ? await this.#graphs.get(graphId) : this.#graphs;
    if (!graph) throw new GraphError(`There is no graph "${graphId}".`, { graphId });
    return { ...run, graph };
  }

  /** Undefined when the step's content cannot be stored. */
  async #createWith(first: StepCommit, session: Session, { leaseMs }: Run): Promise<Lease | undefined> {
    try {
      return await this.#storage.create(session, leaseMs, first);
    } catch (error) {
      if (error instanceof StepRefusedError) return undefined;
      throw error;
    }
  }

  /** Does `walk` as a run that can be stopped; a task that still runs when it fails is stopped too. */
  async #stoppable(
    sessionId: string,
    options: RunOptions,
    walk: (run: Run) => Promise<ExecutionResult>,
  ): Promise<ExecutionResult> {
    const controller = new AbortController();
    const unfollow = followSignal(options.signal, controller);
    const guard = new StepGuard(controller.signal);
    const run: Run = { controller, guard, options, leaseMs: options.leaseMs ?? defaultLeaseMs, onEnd: [] };
    const runs = this.#running.get(sessionId) ?? new Set();
    this.#running.set(sessionId, runs.add(run));
    try {
      const result = await walk(run);
      const { reason } = controller.signal;
      // What had ended before is not cancelled any more.
      if (reason instanceof SessionCancelledError && result.status.type !== "Completed") throw reason;
      return result;
    } catch (error) {
      controller.abort(error);
      throw await this.#reasonOf(error, sessionId);
    } finally {
      guard.close();
      unfollow();
      runs.delete(run);
      if (runs.size === 0) this.#running.delete(sessionId);
      for (const tell of run.onEnd) tell();
    }
  }

  /**
   * Stops the run that holds the session: the task's signal is aborted, nothing of it is committed, and the session
   * stays at it. A run of this runner stops at once, one elsewhere with its next heartbeat. False when there is none.
   */
  async cancelTurn(sessionId: string, reason: unknown = stopped): Promise<boolean> {
    const isHere = this.#abort(sessionId, reason);
    // What runs here may be about to hear that the session is held elsewhere.
    return (await this.#storage.requestStop(sessionId)) || isHere;
  }

  /** Ends the session for good, also while a run holds it. Throws as `SessionStorage.cancel`. */
  async cancelSession(sessionId: string, reason?: string): Promise<void> {
    try {
      await this.#storage.cancel(sessionId, reason);
    } catch (error) {
      const runs = this.#running.get(sessionId);
      if (!(error instanceof SessionNotFoundError) || !runs) throw error;
      // It has just been started, and is stored with its first step.
      const ended = Promise.all([...runs].map((run) => new Promise<void>((resolve) => run.onEnd.push(resolve))));
      this.#abort(sessionId, new SessionCancelledError(sessionId));
      await ended;
      await this.#storage.cancel(sessionId, reason);
    }
    this.#abort(sessionId, new SessionCancelledError(sessionId));
  }

  /** False when nothing of this session runs here. */
  #abort(sessionId: string, reason: unknown): boolean {
    const runs = this.#running.get(sessionId);
    for (const { controller } of runs ?? []) controller.abort(reason);
    return runs !== undefined;
  }

  /** Goes on from the first step, committed or about to be, until control comes back. The lease is held. */
  async #walk(lease: Lease, run: GraphRun, first: StepCommit | Promise<StepCommit>): Promise<ExecutionResult> {
    const { session } = lease;
    const { onEvent } = run.options;
    const heartbeat = this.#keepLease(lease, run);
    try {
      const responses: string[] = [];
      let committed = first;
      for (let steps = 1; ; steps++) {
        const commit = await committed;
        applyCommit(session, commit);
        const { step } = commit;
        if (step.response !== null) responses.push(step.response);
        tellStep(onEvent, commit);
        if (!commit.keepLease) return resultOf(session, responses, steps, step.error?.message);
        committed = this.#commit(lease, run, this.#execute(session, run, steps + 1));
      }
    } catch (error) {
      const isSaid = this.#giveBack(lease);
      // After an error of the storage the caller does not wait for it once more; a process that ends has to.
      if (error instanceof RunHandedOverError) await isSaid;
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  /**
   * The run's step of this number, counted from 1. Throws RunHandedOverError instead of a step that was stopped with
   * it.
   */
  async #execute(session: Session, run: GraphRun, number: number): Promise<StepCommit> {
    const { graph, guard, options, controller } = run;
    const { stepBudget = graph.maxExecutionSteps } = options;
    const spent = number <= stepBudget ? undefined : stepBudget;
    const commit = await executeStep(graph, session, guard, options, spent);
    const { reason } = controller.signal;
    if (reason instanceof RunHandedOverError && commit.step.error?.code === "turn_cancelled") throw reason;
    return commit;
  }

  /** Commits the step, or, when its content cannot be stored, the fact that it failed; gives what was committed. */
  async #commit(lease: Lease, { graph }: GraphRun, planned: Promise<StepCommit>): Promise<StepCommit> {
    const commit = await planned;
    try {
      await this.#storage.commitStep(lease, commit);
      return commit;
    } catch (error) {
      if (!(error instanceof StepRefusedError) || commit.step.status === "failed") throw error;
      const failed = failedStep(graph, lease.session, error);
      await this.#storage.commitStep(lease, failed);
      return failed;
    }
  }

  /** Prolongs the lease while the run goes on; a run that has lost it stops working for nothing. */
  #keepLease(lease: Lease, { leaseMs, controller }: Run): NodeJS.Timeout {
    return setInterval(() => {
      this.#storage.renewLease(lease, leaseMs).then(
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
