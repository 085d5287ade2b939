import { TaskTimeoutError, TurnCancelledError } from "../errors";
import type { StepLimits } from "../graph/task-policy";

/** `setTimeout` fires after 1 ms when it is given more than this. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Stops the running task of one run: at its timeout, when it has emitted nothing for its idle timeout, or when the run is
 * aborted. One timer serves the whole run: most tasks end long before it fires, and it is set again only when it has
 * fired or a task has a shorter limit.
 */
export class StepGuard {
  /** Called at most once for a task, with the error that its step fails with. */
  onStop: ((error: unknown) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;
  #isTaskRunning = false;
  #taskId = "";
  #limits: StepLimits = { timeoutMs: 0, idleTimeoutMs: undefined };
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

  /** The task starts now (`performance.now()`). Its limits are watched until `endTask`. */
  startTask(taskId: string, limits: StepLimits, now = performance.now()): void {
    this.#taskId = taskId;
    this.#limits = limits;
    this.#isTaskRunning = true;
    this.#endsAt = now + limits.timeoutMs;
    this.#idleAt = limits.idleTimeoutMs === undefined ? Number.POSITIVE_INFINITY : now + limits.idleTimeoutMs;
    this.#setTimer(now);
  }

  /** The task has emitted something: its idle timeout starts again. */
  restartIdleTimeout(): void {
    if (this.#limits.idleTimeoutMs !== undefined) this.#idleAt = performance.now() + this.#limits.idleTimeoutMs;
  }

  endTask(): void {
    this.#isTaskRunning = false;
  }

  /** The run is over. */
  close(): void {
    clearTimeout(this.#timer);
    this.#isTaskRunning = false;
  }

  #stop(error: unknown): void {
    if (!this.#isTaskRunning) return;
    this.#isTaskRunning = false;
    this.onStop?.(error);
  }

  #setTimer(now: number): void {
    const next = Math.min(this.#endsAt, this.#idleAt);
    if (next >= this.#firesAt) return;
    clearTimeout(this.#timer);
    this.#firesAt = next;
    this.#timer = setTimeout(this.#checkLimits, Math.min(Math.max(1, Math.ceil(next - now)), longestTimerMs));
  }

  readonly #checkLimits = (): void => {
    this.#firesAt = Number.POSITIVE_INFINITY;
    if (!this.#isTaskRunning) return;
    const now = performance.now();
    const { timeoutMs, idleTimeoutMs } = this.#limits;
    if (now >= this.#endsAt) this.#stop(new TaskTimeoutError(this.#taskId, timeoutMs));
    else if (now >= this.#idleAt) this.#stop(new TaskTimeoutError(this.#taskId, idleTimeoutMs ?? 0, "idle"));
    else this.#setTimer(now);
  };
}
