import { RunHandedOverError, SessionConflictError } from "../errors";
import type { Session } from "../session/session";
import type { StepGuard } from "../step/step-guard";
import type { Lease, SessionStorage, StepCommit } from "../storage/session-storage";
import type { StepRecorder } from "./walk-graph";

/** The reason of a stop that was requested without one. */
export const stopRequested = new Error("a stop was requested");

/** A session that a run holds: its steps are committed, and its lease is renewed while the run goes on. */
export class LeasedSession implements StepRecorder {
  readonly session: Session;
  readonly #storage: SessionStorage;
  readonly #lease: Lease;
  readonly #leaseMs: number;
  readonly #guard: StepGuard;

  constructor(storage: SessionStorage, lease: Lease, leaseMs: number, guard: StepGuard) {
    this.session = lease.session;
    this.#storage = storage;
    this.#lease = lease;
    this.#leaseMs = leaseMs;
    this.#guard = guard;
    guard.callEvery(leaseMs / 3, () => this.#renew());
  }

  /** Throws RunHandedOverError instead of recording a step that was stopped with it. */
  record(commit: StepCommit): Promise<void> {
    refuseHandedOver(commit, this.#guard);
    return this.#storage.commitStep(this.#lease, commit);
  }

  /** Releases the lease, for a run that ended without a commit. Never rejects. */
  release(): Promise<void> {
    return this.#storage.release(this.#lease).catch(() => {});
  }

  /** A run that has lost its lease cannot commit, so it stops. After other errors the next renewal may succeed. */
  #renew(): void {
    this.#storage.renewLease(this.#lease, this.#leaseMs).then(
      (renewed) => renewed.stopRequested && this.#guard.abort(stopRequested),
      (error: unknown) => error instanceof SessionConflictError && this.#guard.abort(error),
    );
  }
}

/** Throws the RunHandedOverError that the step was stopped with, if it was. */
export function refuseHandedOver({ step }: StepCommit, { abortReason }: StepGuard): void {
  if (step.error?.code === "turn_cancelled" && abortReason instanceof RunHandedOverError) throw abortReason;
}
