import { StepGuard } from "../step/step-guard";

/** One run of a session in this process. */
export class ActiveRun {
  readonly sessionId: string;
  readonly guard = new StepGuard();
  /** The session, once the run holds it. A run that fails releases it. */
  held: { release(): Promise<void> } | undefined;
  #onEnd: (() => void)[] | undefined;

  constructor(sessionId: string) {
    this.sessionId = sessionId;
  }

  /** Calls `listener` when the run has ended. */
  onEnd(listener: () => void): void {
    this.#onEnd ??= [];
    this.#onEnd.push(listener);
  }

  end(): void {
    this.guard.close();
    for (const listener of this.#onEnd ?? []) listener();
  }
}

/**
 * The runs in progress of one runner, by session. A session may have several: one that holds it, and others whose
 * `acquire` has not failed yet.
 */
export class ActiveRuns {
  readonly #runs = new Map<string, ActiveRun[]>();

  start(sessionId: string): ActiveRun {
    const run = new ActiveRun(sessionId);
    const others = this.#runs.get(sessionId);
    if (others) others.push(run);
    else this.#runs.set(sessionId, [run]);
    return run;
  }

  end(run: ActiveRun): void {
    const runs = this.#runs.get(run.sessionId) ?? [];
    if (runs.length === 1) this.#runs.delete(run.sessionId);
    else runs.splice(runs.indexOf(run), 1);
    run.end();
  }

  /** Stops the runs of the session; false when there are none. */
  abort(sessionId: string, reason: unknown): boolean {
    const runs = this.#runs.get(sessionId);
    for (const { guard } of runs ?? []) guard.abort(reason);
    return runs !== undefined;
  }

  /** Resolves when the session's runs of this moment have ended; undefined when there are none. */
  whenEnded(sessionId: string): Promise<unknown> | undefined {
    const runs = this.#runs.get(sessionId);
    return runs && Promise.all(runs.map((run) => new Promise<void>((resolve) => run.onEnd(resolve))));
  }
}
