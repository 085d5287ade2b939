import type { Session } from "../session/session";
import type { StepGuard } from "../step/step-guard";
import type { Lease, SessionStorage, StepCommit } from "../storage/session-storage";
import { LeasedSession, refuseHandedOver } from "./leased-session";
import type { StepRecorder } from "./walk-graph";

/** A first step that takes longer finds its session stored. A quicker one is stored together with it. */
const longestFirstStepMs = 20;

/** A new session that is stored together with its first step when that step is quick, and before it ends otherwise. */
export class StartedSession implements StepRecorder {
  readonly #storage: SessionStorage;
  readonly #session: Session;
  readonly #leaseMs: number;
  readonly #guard: StepGuard;
  #isStepEnded = false;
  #creation: Promise<LeasedSession> | undefined;
  #leased: LeasedSession | undefined;

  constructor(storage: SessionStorage, session: Session, leaseMs: number, guard: StepGuard) {
    this.#storage = storage;
    this.#session = session;
    this.#leaseMs = leaseMs;
    this.#guard = guard;
    guard.callAfter(longestFirstStepMs, () => this.#createBeforeStep());
  }

  /** The new session until it is stored, then the leased one. */
  get session(): Session {
    return this.#leased?.session ?? this.#session;
  }

  record(commit: StepCommit): Promise<void> {
    if (this.#leased) return this.#leased.record(commit);
    this.#isStepEnded = true;
    return this.#creation ? this.#recordAfterCreation(commit) : this.#createWith(commit);
  }

  async release(): Promise<void> {
    await this.#leased?.release();
  }

  async #createWith(first: StepCommit): Promise<void> {
    refuseHandedOver(first, this.#guard);
    this.#lease(await this.#storage.create(this.#session, this.#leaseMs, first));
  }

  /** Fails with the error of the creation, if it failed. */
  async #recordAfterCreation(commit: StepCommit): Promise<void> {
    const leased = await this.#creation;
    await leased?.record(commit);
  }

  #createBeforeStep(): void {
    if (!this.#isStepEnded) this.#create();
  }

  /** A task that still runs when the session cannot be created is stopped. */
  #create(): void {
    this.#creation = this.#storage.create(this.#session, this.#leaseMs).then((lease) => this.#lease(lease));
    this.#creation.catch((error: unknown) => this.#guard.abort(error));
  }

  #lease(lease: Lease): LeasedSession {
    this.#leased = new LeasedSession(this.#storage, lease, this.#leaseMs, this.#guard);
    return this.#leased;
  }
}
