import { StepRefusedError } from "../errors";
import type { Session } from "../session/session";
import type { Lease, SessionStorage, StepCommit } from "../storage/session-storage";
import { LeasedSession, refuseHandedOver } from "./leased-session";
import type { StepGuard } from "./step-guard";
import type { StepRecorder } from "./walk-graph";

/** A first step that takes longer finds its session stored. A quicker one is stored together with it. */
const longestFirstStepMs = 20;

/** A new session whose first step is executed before it is stored, so that both are one commit when the step is quick. */
export class StartedSession implements StepRecorder {
  readonly #storage: SessionStorage;
  readonly #session: Session;
  readonly #leaseMs: number;
  readonly #guard: StepGuard;
  readonly #timer: NodeJS.Timeout;
  #creation: Promise<LeasedSession> | undefined;
  #leased: LeasedSession | undefined;

  constructor(storage: SessionStorage, session: Session, leaseMs: number, guard: StepGuard) {
    this.#storage = storage;
    this.#session = session;
    this.#leaseMs = leaseMs;
    this.#guard = guard;
    this.#timer = setTimeout(() => this.#createWithoutStep(), longestFirstStepMs);
  }

  /** The new session until it is stored, then the leased one. */
  get session(): Session {
    return this.#leased?.session ?? this.#session;
  }

  record(commit: StepCommit): Promise<void> {
    return this.#leased ? this.#leased.record(commit) : this.#recordFirst(commit);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#leased?.close();
  }

  async release(): Promise<void> {
    await this.#leased?.release();
  }

  async #recordFirst(commit: StepCommit): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#creation) {
      refuseHandedOver(commit, this.#guard);
      const lease = await this.#createWith(commit);
      if (lease) {
        this.#lease(lease);
        return;
      }
      this.#createWithoutStep();
    }
    const leased = await this.#creation;
    await leased?.record(commit);
  }

  /** Undefined when the step's content cannot be stored. */
  async #createWith(first: StepCommit): Promise<Lease | undefined> {
    try {
      return await this.#storage.create(this.#session, this.#leaseMs, first);
    } catch (error) {
      if (error instanceof StepRefusedError) return undefined;
      throw error;
    }
  }

  /** `record` waits for the creation, and fails with its error. A task that still runs is stopped with it. */
  #createWithoutStep(): void {
    this.#creation = this.#storage.create(this.#session, this.#leaseMs).then((lease) => this.#lease(lease));
    this.#creation.catch((error: unknown) => this.#guard.abort(error));
  }

  #lease(lease: Lease): LeasedSession {
    this.#leased = new LeasedSession(this.#storage, lease, this.#leaseMs, this.#guard);
    return this.#leased;
  }
}
