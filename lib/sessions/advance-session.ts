import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import { onStopRing, ringDoorbell } from "@/lib/db/doorbell";
import {
  type ExecutionResult,
  type ExecutionStatus,
  FlowRunner,
  followSignal,
  InMemoryResultCache,
  type RunEvent,
  RunHandedOverError,
  SessionBusyError,
  SessionConflictError,
  SessionNotFoundError,
} from "@/lib/engine";
import { scheduleAdvance, scheduleOverdue } from "@/lib/jobs/queue";
import { processState } from "@/lib/process-state";
import { loadGraph } from "@/lib/workflows/load-graph";
import { absorbEvidence } from "./sql/absorb-evidence";
import { isUuid, PostgresSessionStorage } from "./storage";

interface AdvanceOptions {
  onEvent?: (event: RunEvent) => void;
  signal?: AbortSignal;
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

const evidenceReply =
  "Thank you, I have added this to your claim. A specialist is looking at it and will see what you wrote; only they can decide.";

const storage = new PostgresSessionStorage();
const resultCache = new InMemoryResultCache();
/** Sessions of this process whose step is begun for the last time: one of them at a time. */
const lastTries = processState("sessions.last-tries", () => new Set<string>());
/** The runs of this process: each can be ended so that another process goes on with it. */
const running = processState("sessions.running", () => new Set<{ ended: Promise<void>; handOver: () => void }>());

/**
 * Does whatever is due in a session, step by step, until a person must answer or nothing is left to do; doing it twice
 * is harmless. The one way state moves on: chat, inbox, API and background jobs all come here. Throws
 * SessionNotFoundError; a session that somebody else is advancing is left to them (SessionBusyError).
 */
export async function advanceSession(sessionId: string, { onEvent, signal }: AdvanceOptions = {}): Promise<Turn> {
  const responses: string[] = [];
  let last: ExecutionResult | undefined;
  for (;;) {
    const result = await runOnce(sessionId, { onEvent, signal }).catch((error: unknown) => {
      // Somebody else goes on from what we have committed: this turn ends here, with everything it has said.
      if (last && (error instanceof SessionBusyError || error instanceof SessionConflictError)) return undefined;
      throw error;
    });
    if (result) responses.push(...result.responses);
    const absorbed = await prisma.$queryRaw<unknown[]>(absorbEvidence(sessionId, randomUUID(), evidenceReply));
    if (absorbed.length > 0) {
      responses.push(evidenceReply);
      onEvent?.({ type: "response", text: evidenceReply });
      ringDoorbell(sessionId);
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
async function runOnce(sessionId: string, { onEvent, signal }: AdvanceOptions): Promise<ExecutionResult> {
  const where = { id: sessionId };
  const session =
    isUuid(sessionId) && (await prisma.session.findUnique({ where, select: { workflowVersionId: true } }));
  if (!session) throw new SessionNotFoundError(sessionId);
  const graphId = session.workflowVersionId;
  const graph = await loadGraph(graphId);
  const turn = new AbortController();
  const stopListening = onStopRing(sessionId, () => turn.abort(new Error("the claimant stopped it")));
  const unfollow = followSignal(signal, turn);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const run = { ended, handOver: () => turn.abort(new RunHandedOverError()) };
  running.add(run);
  try {
    return await new FlowRunner(graph, storage).run(sessionId, {
      onlyDue: true,
      graphId,
      lastTries,
      signal: turn.signal,
      resultCache,
      onEvent: (event) => {
        if (event.type === "step") ringDoorbell(sessionId);
        setAlarm(sessionId, event);
        onEvent?.(event);
      },
    });
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
  const runs = [...running];
  for (const { handOver } of runs) handOver();
  await Promise.all(runs.map(({ ended }) => ended));
}

/** Has the session looked at again when its retry or timer is due, and when its question is. */
function setAlarm(sessionId: string, event: RunEvent): void {
  if (event.type === "retry") void scheduleAdvance(sessionId, event.inMs);
  if (event.type !== "wait") return;
  if (event.wakeInMs !== undefined) void scheduleAdvance(sessionId, event.wakeInMs);
  if (event.dueInMs !== undefined) void scheduleOverdue(sessionId, event.dueInMs);
}

/** Like advanceSession, for callers to whom it is all the same who does the work: a busy session is in good hands. */
export async function advanceIfFree(sessionId: string): Promise<void> {
  try {
    await advanceSession(sessionId);
  } catch (error) {
    if (!(error instanceof SessionBusyError || error instanceof SessionConflictError)) throw error;
  }
}
