import { prisma } from "@/lib/db/client";
import { notifySession, onStopRequest } from "@/lib/db/connections/session-notifications";
import {
  type ExecutionResult,
  type ExecutionStatus,
  FlowRunner,
  InMemoryResultCache,
  type RunEvent,
  SessionBusyError,
  SessionConflictError,
  SessionNotFoundError,
} from "@/lib/engine";
import { followSignal, RepeatedSteps, RunHandedOverError } from "@/lib/engine/storage-kit";
import { processState } from "@/lib/process-state";
import { loadGraph } from "@/lib/workflows/load-graph";
import { receiveEvidence } from "./changing/receive-evidence";
import { isUuid, PostgresSessionStorage } from "./storage";

/**
 * What has a session looked at again at a time of this process's clock. A call that is lost makes it late, not wrong.
 */
export interface SessionClock {
  /** A retry or a timer of the session is due at this time. */
  wake(sessionId: string, at: Date): Promise<void>;
  /** The session's open question is overdue from this time on. */
  overdue(sessionId: string, at: Date): Promise<void>;
}

export interface AdvanceOptions {
  onEvent?: (event: RunEvent) => void;
  signal?: AbortSignal;
  clock?: SessionClock;
}

/** Where a session stands after a turn, and what was said in it. */
export interface Turn {
  /** Everything the assistant said in this turn, in order, separated by blank lines. */
  response: string;
  status: ExecutionStatus["type"];
  statusMessage: string | null;
  currentTaskId: string;
  waitingFor?: "claimant" | "reviewer";
}

const storage = new PostgresSessionStorage();
const resultCache = processState("result-cache", () => new InMemoryResultCache());
/** When a session is tried again that had to wait for another one's try. */
const postponedMs = 250;
const repeatedSteps = processState("repeated-steps", () => new RepeatedSteps());
/** The runs of this process: each can be ended so that another process goes on with it. */
const running = processState("session-runs", () => new Set<{ ended: Promise<void>; handOver: () => void }>());

/**
 * Does whatever is due in a session, step by step, until a person must answer or nothing is left to do; doing it twice
 * is harmless. The one way state moves on: chat, inbox, API and background jobs come here through the session host.
 * Throws SessionNotFoundError; SessionBusyError when another run advances the session.
 */
export async function advanceSession(sessionId: string, options: AdvanceOptions = {}): Promise<Turn> {
  const { onEvent } = options;
  const responses: string[] = [];
  let last: ExecutionResult | undefined;
  for (;;) {
    const result = await runOnce(sessionId, options).catch((error: unknown) => {
      // Somebody else goes on from what we have committed: this turn ends here, with everything it has said.
      if (last && (error instanceof SessionBusyError || error instanceof SessionConflictError)) return undefined;
      throw error;
    });
    if (result) responses.push(...result.responses);
    const reply = await receiveEvidence(storage, sessionId, options.signal);
    if (reply !== undefined) {
      responses.push(reply);
      onEvent?.({ type: "response", text: reply });
      notifySession(sessionId);
    }
    // Words that came while the steps ran are due at once.
    if (result && result.steps > 0 && result.status.type !== "Error") {
      last = result;
      continue;
    }
    const { status, statusMessage, currentTaskId, waitingFor } = result ?? (last as ExecutionResult);
    return {
      response: responses.join("\n\n"),
      status: status.type,
      statusMessage,
      currentTaskId,
      waitingFor: waitingFor === "claimant" || waitingFor === "reviewer" ? waitingFor : undefined,
    };
  }
}

/** One run of the session on its own version's graph; nothing when nothing is due. */
async function runOnce(sessionId: string, { onEvent, signal, clock }: AdvanceOptions): Promise<ExecutionResult> {
  const where = { id: sessionId };
  const session =
    isUuid(sessionId) && (await prisma.session.findUnique({ where, select: { workflowVersionId: true } }));
  if (!session) throw new SessionNotFoundError(sessionId);
  const graphId = session.workflowVersionId;
  const graph = await loadGraph(graphId);
  const turn = new AbortController();
  const stopListening = onStopRequest(sessionId, () => turn.abort(new Error("the claimant stopped it")));
  const unfollow = followSignal(signal, turn);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const run = { ended, handOver: () => turn.abort(new RunHandedOverError()) };
  running.add(run);
  try {
    return await new FlowRunner(graph, storage).run(sessionId, {
      onlyDue: true,
      graphId,
      repeatedSteps,
      signal: turn.signal,
      resultCache,
      onEvent: (event) => {
        if (event.type === "step") notifySession(sessionId);
        if (clock) schedule(clock, sessionId, event);
        onEvent?.(event);
      },
    });
  } catch (error) {
    // It may have to wait for another session's try in this process, and not until the next sweep.
    const isPostponed = error instanceof SessionBusyError && repeatedSteps.count > 0;
    if (isPostponed) void clock?.wake(sessionId, new Date(Date.now() + postponedMs));
    throw error;
  } finally {
    stopListening();
    unfollow();
    running.delete(run);
    end();
  }
}

/**
 * Ends every run of this process without a trace, for a process that is about to stop: the sessions are free at once
 * and go on elsewhere, or after a restart. Resolves when all have ended; never throws.
 */
export async function handOverRuns(): Promise<void> {
  for (const { handOver } of running) handOver();
  await untilRunsEnd();
}

/** Resolves when the runs of this process have ended; never throws. */
export async function untilRunsEnd(): Promise<void> {
  await Promise.all([...running].map(({ ended }) => ended));
}

/** Has the session looked at again when its retry or timer is due, and when its question is. */
function schedule(clock: SessionClock, sessionId: string, event: RunEvent): void {
  const inMs = (ms: number) => new Date(Date.now() + ms);
  if (event.type === "retry") void clock.wake(sessionId, inMs(event.inMs));
  if (event.type !== "wait") return;
  if (event.wakeInMs !== undefined) void clock.wake(sessionId, inMs(event.wakeInMs));
  if (event.dueInMs !== undefined) void clock.overdue(sessionId, inMs(event.dueInMs));
}
