import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import { ringDoorbell } from "@/lib/db/doorbell";
import {
  type ExecutionStatus,
  FlowRunner,
  type RunEvent,
  SessionBusyError,
  SessionConflictError,
  SessionNotFoundError,
} from "@/lib/engine";
import { loadGraph } from "@/lib/workflows/load-graph";
import { absorbEvidence } from "./sql/absorb-evidence";
import { PostgresSessionStorage } from "./storage";

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

/**
 * Does whatever is due in a session, step by step, until a person must answer or nothing is left to do; doing it twice
 * is harmless. The one way state moves on: chat, inbox, API and background jobs all come here. Throws
 * SessionNotFoundError; a session that somebody else is advancing is left to them (SessionBusyError).
 */
export async function advanceSession(
  sessionId: string,
  { onEvent, signal }: { onEvent?: (event: RunEvent) => void; signal?: AbortSignal } = {},
): Promise<Turn> {
  const responses: string[] = [];
  for (;;) {
    const found = await prisma.session.findUnique({ where: { id: sessionId }, select: { workflowVersionId: true } });
    if (!found) throw new SessionNotFoundError(sessionId);
    const graph = await loadGraph(found.workflowVersionId);
    const result = await new FlowRunner(graph, storage).run(sessionId, {
      onlyDue: true,
      signal,
      onEvent: (event) => {
        if (event.type === "step") ringDoorbell(sessionId);
        onEvent?.(event);
      },
    });
    responses.push(...result.responses);
    const absorbed = await prisma.$queryRaw<unknown[]>(absorbEvidence(sessionId, randomUUID(), evidenceReply));
    if (absorbed.length > 0) {
      responses.push(evidenceReply);
      onEvent?.({ type: "response", text: evidenceReply });
      ringDoorbell(sessionId);
    }
    // A chain that paused on purpose, or words that came while it ran, are due again at once.
    if (result.steps > 0 && result.status.type !== "Error") continue;
    return {
      response: responses.join("\n\n"),
      status: result.status.type,
      statusMessage: result.statusMessage,
      currentTaskId: result.currentTaskId,
      waitingFor: result.status.type === "WaitingForInput" ? await openAudience(sessionId) : undefined,
    };
  }
}

/** Like advanceSession, for callers to whom it is all the same who does the work: a busy session is in good hands. */
export async function advanceIfFree(sessionId: string): Promise<void> {
  try {
    await advanceSession(sessionId);
  } catch (error) {
    if (!(error instanceof SessionBusyError || error instanceof SessionConflictError)) throw error;
  }
}

async function openAudience(sessionId: string): Promise<"claimant" | "reviewer" | undefined> {
  const wait = await prisma.wait.findFirst({ where: { sessionId, status: "open" }, select: { audience: true } });
  return wait?.audience;
}
