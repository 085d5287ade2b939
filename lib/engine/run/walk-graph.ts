import { StepRefusedError } from "../errors";
import type { Session } from "../session/session";
import { failedStep } from "../step/decide-step";
import { emitStepEvents } from "../step/emit-event";
import type { ExecutableGraph } from "../step/executable-graph";
import { StepExecution, type StepOptions } from "../step/step-execution";
import type { StepGuard } from "../step/step-guard";
import { applyCommit } from "../storage/apply-commit";
import type { StepCommit } from "../storage/session-storage";
import { type ExecutionResult, resultOf } from "./execution-result";

/** How the steps of a run are executed. */
export interface WalkOptions extends StepOptions {
  /** Steps one run may make before it is stopped as an endless loop; the graph's `maxExecutionSteps` by default. */
  stepBudget?: number;
}

/** Where the steps of a walk are recorded: in memory for `Graph.executeSession`, in a storage for `FlowRunner`. */
export interface StepRecorder {
  /** What the next step starts from. */
  readonly session: Session;
  /** Records a step before the next one starts. Fails with StepRefusedError when its content cannot be stored. */
  record(commit: StepCommit): Promise<void> | void;
}

/**
 * Executes steps, from the session's current task on, until control comes back. Each step is recorded, then applied to
 * the session, then emitted to the listener.
 */
export class GraphWalk {
  readonly #graph: ExecutableGraph;
  readonly #recorder: StepRecorder;
  readonly #guard: StepGuard;
  readonly #options: WalkOptions;
  readonly #responses: string[] = [];
  #steps = 0;
  #step: StepExecution | undefined;

  constructor(graph: ExecutableGraph, recorder: StepRecorder, guard: StepGuard, options: WalkOptions) {
    this.#graph = graph;
    this.#recorder = recorder;
    this.#guard = guard;
    this.#options = options;
  }

  /**
   * Rejects with what the recorder throws. A stopped step ends the walk, so one promise is enough for the whole walk. A
   * race between each task and its limits would cost two promises per step.
   */
  run(): Promise<ExecutionResult> {
    return new Promise((resolve, reject) => {
      this.#guard.onStop = (error) => {
        if (this.#step) this.endWith(this.#step.stop(error)).then(resolve, reject);
      };
      this.#walk().then((result) => result && resolve(result), reject);
    });
  }

  /** Records a step that no task of this walk has made, and ends with it. */
  async endWith(commit: StepCommit): Promise<ExecutionResult> {
    this.#steps += 1;
    await this.#recorder.record(commit);
    this.#apply(commit);
    return this.#result(commit);
  }

  /** Undefined when a step was stopped: `onStop` gives the result. */
  async #walk(): Promise<ExecutionResult | undefined> {
    for (;;) {
      const step = new StepExecution(this.#graph, this.#recorder.session, this.#guard, this.#options);
      this.#step = step;
      let commit: StepCommit;
      try {
        const result = await step.run(this.#budgetSpent());
        if (step.isOver) return undefined;
        commit = step.complete(result);
      } catch (error) {
        if (step.isOver) return undefined;
        commit = step.fail(error);
      }
      try {
        this.#steps += 1;
        const recording = this.#recorder.record(commit);
        if (recording) await recording;
      } catch (error) {
        commit = await this.#recordRefused(commit, error);
      }
      this.#apply(commit);
      if (!commit.keepLease) return this.#result(commit);
    }
  }

  #budgetSpent(): number | undefined {
    const { stepBudget = this.#graph.maxExecutionSteps } = this.#options;
    return this.#steps < stepBudget ? undefined : stepBudget;
  }

  /** Records a step whose content cannot be stored as failed. Throws every other error. */
  async #recordRefused(commit: StepCommit, error: unknown): Promise<StepCommit> {
    if (!(error instanceof StepRefusedError) || commit.step.status === "failed") throw error;
    const failed = failedStep(this.#graph, this.#recorder.session, error);
    await this.#recorder.record(failed);
    return failed;
  }

  /** Applies the recorded step to the session. */
  #apply(commit: StepCommit): void {
    const { session } = this.#recorder;
    const { response } = commit.step;
    applyCommit(session, commit);
    if (response !== null) this.#responses.push(response);
    emitStepEvents(this.#options.onEvent, commit);
  }

  #result({ step }: StepCommit): ExecutionResult {
    return resultOf(this.#recorder.session, this.#responses, this.#steps, step.error?.message);
  }
}
