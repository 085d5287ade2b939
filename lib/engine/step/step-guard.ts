import { TaskTimeoutError, TurnCancelledError } from "../errors";
import type { StepLimits } from "./task-policy";

/** `setTimeout` fires after 1 ms when it is given more than this. */
const longestTimerMs = 2 ** 31 - 1;

/** Something that a run does at a due time, once or again and again. */
interface ScheduledCall {
  /** As `performance.now()`. */
  dueAt: number;
  everyMs: number | undefined;
  act: () => void;
}

/**
 * Watches one run. It stops the running task at its timeout, when it has emitted nothing for its idle timeout, or when
 * the run is aborted, and makes the scheduled calls of the run. One timer serves all of it: most tasks end long before
 * the timer fires, so it is set again only when it has fired or something is due earlier.
 */
export class StepGuard {
  /** Called at most once for a task, with the error that its step fails with. */
  onStop: ((error: unknown) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;
  #calls: ScheduledCall[] = [];
  #isTaskRunning = false;
  #taskId = "";
  #limits: StepLimits = { timeoutMs: 0, idleTimeoutMs: undefined };
  #startedAt = 0;
  #endsAt = 0;
  #idleAt = Number.POSITIVE_INFINITY;
  #isAborted = false;
  #abortReason: unknown;

  /** The reason of the first `abort`; undefined before. */
  get abortReason(): unknown {
    return this.#abortReason;
  }

  /** Stops the run. Only the first call counts. */
  abort(reason: unknown): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    this.#abortReason = reason;
    this.#stop(new TurnCancelledError(this.#taskId, reason));
  }

  /** Throws TurnCancelledError when the run was aborted. */
  throwIfAborted(taskId: string): void {
    if (this.#isAborted) throw new TurnCancelledError(taskId, this.#abortReason);
  }

  /** A step starts now. */
  startStep(): void {
    this.#startedAt = performance.now();
  }

  /** Milliseconds since the step started. */
  elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** The step runs its task: its limits, counted from the start of the step, are watched until `endTask`. */
  startTask(taskId: string, limits: StepLimits): void {
    const now = this.#startedAt;
    this.#taskId = taskId;
    this.#limits = limits;
    this.#isTaskRunning = true;
    this.#endsAt = now + limits.timeoutMs;
    this.#idleAt = limits.idleTimeoutMs === undefined ? Number.POSITIVE_INFINITY : now + limits.idleTimeoutMs;
    this.#fireAt(Math.min(this.#endsAt, this.#idleAt), now);
  }

  /** The task has emitted something: its idle timeout starts again. */
  restartIdleTimeout(): void {
    if (this.#limits.idleTimeoutMs !== undefined) this.#idleAt = performance.now() + this.#limits.idleTimeoutMs;
  }

  endTask(): void {
    this.#isTaskRunning = false;
  }

  /** Calls `act` once after `ms`, unless the run is over by then. */
  callAfter(ms: number, act: () => void): void {
    this.#schedule(ms, undefined, act);
  }

  /** Calls `act` every `ms` until the run is over. */
  callEvery(ms: number, act: () => void): void {
    this.#schedule(ms, ms, act);
  }

  /** The run is over. */
  close(): void {
    clearTimeout(this.#timer);
    this.#isTaskRunning = false;
    this.#calls = [];
  }

  #schedule(ms: number, everyMs: number | undefined, act: () => void): void {
    const now = performance.now();
    this.#calls.push({ dueAt: now + ms, everyMs, act });
    this.#fireAt(now + ms, now);
  }

  #stop(error: unknown): void {
    if (!this.#isTaskRunning) return;
    this.#isTaskRunning = false;
    this.onStop?.(error);
  }

  /** Makes the timer fire at this time at the latest. */
  #fireAt(dueAt: number, now: number): void {
    if (dueAt >= this.#firesAt) return;
    clearTimeout(this.#timer);
    this.#firesAt = dueAt;
    this.#timer = setTimeout(this.#onTimer, Math.min(Math.max(1, Math.ceil(dueAt - now)), longestTimerMs));
  }

  readonly #onTimer = (): void => {
    this.#firesAt = Number.POSITIVE_INFINITY;
    const now = performance.now();
    for (const call of this.#calls) if (call.dueAt <= now) this.#make(call, now);
    if (this.#isTaskRunning) this.#checkLimits(now);
    for (const { dueAt } of this.#calls) this.#fireAt(dueAt, now);
  };

  #make(call: ScheduledCall, now: number): void {
    call.dueAt = now + (call.everyMs ?? Number.POSITIVE_INFINITY);
    call.act();
  }

  #checkLimits(now: number): void {
    const { timeoutMs, idleTimeoutMs } = this.#limits;
    if (now >= this.#endsAt) this.#stop(new TaskTimeoutError(this.#taskId, timeoutMs));
    else if (now >= this.#idleAt) this.#stop(new TaskTimeoutError(this.#taskId, idleTimeoutMs ?? 0, "idle"));
    else this.#fireAt(Math.min(this.#endsAt, this.#idleAt), now);
  }
}
