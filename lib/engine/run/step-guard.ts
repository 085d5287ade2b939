import { TaskTimeoutError, TurnCancelledError } from "../errors";

/** The limits of one task, in milliseconds. */
export interface StepLimits {
  timeoutMs: number;
  /** How long it may give no sign of life. */
  idleTimeoutMs: number | undefined;
}

/** What a timer is given beyond this it takes for a millisecond. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * Stops the task that runs: at its timeout, when it has been silent for too long, or when the caller aborts. One timer
 * and one listener serve a whole run, so that a limit costs a task of microseconds next to nothing: the timer of the
 * first task is still the right one for most that follow, and only looks again when it fires.
 */
export class StepGuard {
  readonly #signal: AbortSignal | undefined;
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;
  #stop: ((reason: unknown) => void) | undefined;
  #taskId = "";
  #limits: StepLimits = { timeoutMs: 0, idleTimeoutMs: undefined };
  #endsAt = 0;
  #silentAt = Number.POSITIVE_INFINITY;

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
    signal?.addEventListener("abort", this.#onAbort);
  }

  /** Throws TurnCancelledError when the caller has aborted. */
  refuseWhenStopped(taskId: string): void {
    if (this.#signal?.aborted) throw new TurnCancelledError(taskId, this.#signal.reason);
  }

  /** From now on `stop` is called, at most once, with the reason why the task must not go on. */
  begin(taskId: string, limits: StepLimits, stop: (reason: unknown) => void): void {
    const now = performance.now();
    this.#taskId = taskId;
    this.#limits = limits;
    this.#stop = stop;
    this.#endsAt = now + limits.timeoutMs;
    this.#silentAt = now + (limits.idleTimeoutMs ?? Number.POSITIVE_INFINITY);
    this.#arm(now);
  }

  /** A sign of life. */
  touch(): void {
    if (this.#limits.idleTimeoutMs !== undefined) this.#silentAt = performance.now() + this.#limits.idleTimeoutMs;
  }

  /** The task is over. */
  end(): void {
    this.#stop = undefined;
  }

  /** The run is over. */
  close(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#stop = undefined;
  }

  readonly #onAbort = (): void => this.#halt(new TurnCancelledError(this.#taskId, this.#signal?.reason));

  #halt(reason: unknown): void {
    const stop = this.#stop;
    this.#stop = undefined;
    stop?.(reason);
  }

  #arm(now: number): void {
    const next = Math.min(this.#endsAt, this.#silentAt);
    if (next >= this.#firesAt) return;
    clearTimeout(this.#timer);
    this.#firesAt = next;
    this.#timer = setTimeout(this.#look, Math.min(Math.max(1, Math.ceil(next - now)), longestTimerMs));
  }

  readonly #look = (): void => {
    this.#firesAt = Number.POSITIVE_INFINITY;
    if (!this.#stop) return;
    const now = performance.now();
    const { timeoutMs, idleTimeoutMs } = this.#limits;
    if (now >= this.#endsAt) this.#halt(new TaskTimeoutError(this.#taskId, timeoutMs));
    else if (now >= this.#silentAt) this.#halt(new TaskTimeoutError(this.#taskId, idleTimeoutMs ?? 0, "idle"));
    else this.#arm(now);
  };
}
