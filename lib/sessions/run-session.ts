import { notifySession, onStopRequest } from "@/lib/db/connections/session-notifications";
import {
  FlowRunner,
  InMemoryResultCache,
  type RunEvent,
  type Session,
  SessionBusyError,
  SessionNotFoundError,
} from "@/lib/engine";
import { followSignal, RepeatedSteps, RunHandedOverError, type StepCommit } from "@/lib/engine/storage-kit";
import { processState } from "@/lib/process-state";
import { claimFacets } from "@/lib/tasks/claim-facets";
import { loadGraph } from "@/lib/workflows/load-graph";
import { apiStatusOf } from "./reading/describe-status";
import { type LoadedLease, type LoadedSession, loadedStateOf } from "./reading/load-state";
import type { NextForMessage } from "./save-message";
import { saveModelCalls } from "./save-model-calls";
import type { ApiStatus } from "./schema";
import type { CommittedRow } from "./sql/write-batches";
import { PostgresSessionStorage } from "./storage";

/** Schedules the next look at a session, by this process's clock. A lost call makes the session late, not wrong. */
export interface SessionClock {
  /** A retry or a timer of the session is due at this time. */
  wake(sessionId: string, at: Date): Promise<void>;
  /** The session's open question is overdue from this time on. */
  overdue(sessionId: string, at: Date): Promise<void>;
}

export interface RunOptions {
  onEvent?: (event: RunEvent) => void;
  signal?: AbortSignal;
  clock?: SessionClock;
}

/** Where a session is. */
export interface Position {
  status: ApiStatus;
  statusMessage: string | null;
  currentTaskId: string;
  waitingFor?: "claimant" | "reviewer";
}

/** Where a run has left a session, and what is due there. */
export interface RunOutcome {
  responses: string[];
  position: Position;
  /** A run that began now would find something to do. */
  isDue: boolean;
  /** The claimant has written beside a reviewer's question. */
  hasEvidence: boolean;
}

/** Milliseconds of the lease of a run. It is renewed while the run goes on. */
export const leaseMs = 15_000;
/** Milliseconds until a session is run again that had to wait for another session's last try. */
const postponedMs = 250;
const resultCache = processState("result-cache", () => new InMemoryResultCache());
const repeatedSteps = processState("repeated-steps", () => new RepeatedSteps());
/** The runs of this process: each can be ended so that another process goes on with it. */
const running = processState("session-runs", () => new Set<{ ended: Promise<void>; handOver: () => void }>());

/**
 * A storage for one run. `acquire` returns a lease that was taken before, and `found` is what the last commit has
 * found.
 */
class RunStorage extends PostgresSessionStorage {
  readonly #lease: LoadedLease;
  found: Pick<RunOutcome, "isDue" | "hasEvidence"> = { isDue: false, hasEvidence: false };

  constructor(lease: LoadedLease) {
    super(claimFacets, undefined, (commit, session, row) => {
      this.found = nextAfter(commit, session, row);
    });
    this.#lease = lease;
  }

  override acquire(): Promise<LoadedLease> {
    return Promise.resolve(this.#lease);
  }
}

/** What is due in a session after a step was committed. */
function nextAfter(
  { step, session: after, wait: opened }: StepCommit,
  before: Session,
  { has_answer, has_words }: CommittedRow,
): Pick<RunOutcome, "isDue" | "hasEvidence"> {
  const wait = opened ?? before.wait;
  switch (after.status) {
    case "paused":
      return { isDue: has_answer || has_words, hasEvidence: false };
    case "waiting":
      return {
        isDue: has_answer || (has_words && wait?.audience === "claimant") || (opened?.wakeInMs ?? 1) <= 0,
        // Words of a turn that was stopped are evidence too.
        hasEvidence: wait?.audience === "reviewer" && (has_words || step.error?.code === "turn_cancelled"),
      };
    default:
      return { isDue: false, hasEvidence: false };
  }
}

/**
 * One run of the session on its own version's graph; nothing is run when nothing is due. `next` is what the caller
 * knows already. Throws SessionNotFoundError; SessionBusyError or SessionConflictError when another run holds it.
 */
export async function runSession(
  sessionId: string,
  next: NextForMessage,
  { onEvent, signal, clock }: RunOptions,
): Promise<RunOutcome> {
  if (next.type === "idle") return idleAt(next);
  const turn = new AbortController();
  const stopListening = onStopRequest(sessionId, () => turn.abort(new Error("the claimant stopped it")));
  const unfollow = followSignal(signal, turn);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const run = { ended, handOver: () => turn.abort(new RunHandedOverError()) };
  running.add(run);
  try {
    const lease = next.type === "run" ? next.lease : await storage.acquire(sessionId, { leaseMs, onlyDue: true });
    if (!lease) return await findIdle(sessionId);
    return await runLease(lease, turn.signal, (event) => {
      if (event.type === "step") notifySession(sessionId);
      if (clock) schedule(clock, sessionId, event);
      onEvent?.(event);
    });
  } catch (error) {
    // It may only have to wait for another session's last try in this process: it is run again soon, not at the next
    // sweep.
    const isPostponed = error instanceof SessionBusyError && repeatedSteps.count > 0;
    if (isPostponed) void clock?.wake(sessionId, new Date(Date.now() + postponedMs));
    throw error;
  } finally {
    stopListening();
    unfollow();
    running.delete(run);
    end();
    void saveModelCalls(sessionId);
  }
}

const storage = new PostgresSessionStorage(claimFacets);

async function runLease(
  lease: LoadedLease,
  signal: AbortSignal,
  onEvent: (event: RunEvent) => void,
): Promise<RunOutcome> {
  const runStorage = new RunStorage(lease);
  const { id, graphId } = lease.session;
  const graph = await loadGraph(graphId).catch(async (error: unknown) => {
    await storage.release(lease);
    throw error;
  });
  const result = await new FlowRunner(graph, runStorage).run(id, {
    leaseMs,
    repeatedSteps,
    signal,
    resultCache,
    onEvent,
  });
  const { responses, status, statusMessage, currentTaskId, waitingFor } = result;
  const position = { status: status.type, statusMessage, currentTaskId, waitingFor: asPerson(waitingFor) };
  return { responses, position, ...runStorage.found };
}

async function findIdle(sessionId: string): Promise<RunOutcome> {
  const session = await storage.get(sessionId);
  if (!session) throw new SessionNotFoundError(sessionId);
  // It has become ready since nothing was found to do.
  if (session.status === "ready" || session.status === "running") throw new SessionBusyError(sessionId);
  return idleAt({ session, loaded: loadedStateOf(session) });
}

function idleAt({ session, loaded }: LoadedSession): RunOutcome {
  const { status, statusMessage, currentTaskId, wait } = session;
  const audience = status === "waiting" ? (wait?.audience ?? null) : null;
  return {
    responses: [],
    position: { status: apiStatusOf(status), statusMessage, currentTaskId, waitingFor: asPerson(audience) },
    isDue: false,
    hasEvidence: audience === "reviewer" && loaded.messageSeq > 0,
  };
}

const asPerson = (audience: string | null): Position["waitingFor"] =>
  audience === "claimant" || audience === "reviewer" ? audience : undefined;

/**
 * Aborts every run of this process and records no step, for a process that is about to stop: the sessions are free at
 * once and continue in another process, or after a restart. Resolves when all have ended; never throws.
 */
export async function handOverRuns(): Promise<void> {
  for (const { handOver } of running) handOver();
  await untilRunsEnd();
}

/** Resolves when the runs of this process have ended; never throws. */
export async function untilRunsEnd(): Promise<void> {
  await Promise.all([...running].map(({ ended }) => ended));
}

/** Schedules the session for the due times of its retry, its timer and its question. */
function schedule(clock: SessionClock, sessionId: string, event: RunEvent): void {
  const inMs = (ms: number) => new Date(Date.now() + ms);
  if (event.type === "retry") void clock.wake(sessionId, inMs(event.inMs));
  if (event.type !== "wait") return;
  if (event.wakeInMs !== undefined) void clock.wake(sessionId, inMs(event.wakeInMs));
  if (event.dueInMs !== undefined) void clock.overdue(sessionId, inMs(event.dueInMs));
}
