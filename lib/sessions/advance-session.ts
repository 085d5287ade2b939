import { notifySession } from "@/lib/db/connections/session-notifications";
import { SessionBusyError, SessionConflictError } from "@/lib/engine";
import { receiveEvidence } from "./changing/receive-evidence";
import { type Position, type RunOptions, type RunOutcome, runSession } from "./run-session";
import type { NextForMessage } from "./save-message";
import { saveModelCalls } from "./save-model-calls";

export interface AdvanceOptions extends RunOptions {
  /** What the statement that stored a message found; without it the session is acquired when something is due. */
  next?: NextForMessage;
}

/** Where a session is after a turn, and what was said in it. */
export interface Turn extends Position {
  /** Everything the assistant said in this turn, in order, separated by blank lines. */
  response: string;
}

/**
 * Does whatever is due in a session, step by step, until a person must answer or nothing is left to do; doing it twice
 * is harmless. Chat, inbox, API and background jobs come here through the session host; nothing else runs
 * tasks. Throws SessionNotFoundError; SessionBusyError when another run advances the session.
 */
export async function advanceSession(
  sessionId: string,
  { next = { type: "acquire" }, ...options }: AdvanceOptions = {},
): Promise<Turn> {
  const responses: string[] = [];
  let last: RunOutcome | undefined;
  for (let now = next; ; now = { type: "acquire" }) {
    const outcome = await runSession(sessionId, now, options).catch((error: unknown) => {
      // Another run continues from what this one has committed: this turn ends here and returns its messages.
      if (last && (error instanceof SessionBusyError || error instanceof SessionConflictError)) return undefined;
      throw error;
    });
    if (outcome) responses.push(...outcome.responses);
    if (!outcome || outcome.hasEvidence) {
      const reply = await answerEvidence(sessionId, options);
      if (reply !== undefined) responses.push(reply);
    }
    last = outcome ?? last;
    // Words that came while the steps ran are due at once.
    if (last && !outcome?.isDue) return { ...last.position, response: responses.join("\n\n") };
  }
}

async function answerEvidence(sessionId: string, { signal, onEvent }: RunOptions): Promise<string | undefined> {
  try {
    const reply = await receiveEvidence(sessionId, signal);
    if (reply === undefined) return undefined;
    onEvent?.({ type: "response", text: reply });
    notifySession(sessionId);
    return reply;
  } finally {
    await saveModelCalls(sessionId);
  }
}
