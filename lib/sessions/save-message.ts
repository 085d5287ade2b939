import { createHash, randomUUID } from "node:crypto";
import { notifySession } from "@/lib/db/connections/session-notifications";
import type { LoadedLease, LoadedSession } from "./reading/load-state";
import { type MessagePart, readLease, readSession, withMessage } from "./reading/read-session";
import { releaseLease, takingLease } from "./retry-release";
import { messages } from "./sql/write-batches";

/** What a claimant sends. */
export interface ClaimantMessage {
  id: string;
  sessionId: string;
  claimantId: string;
  clientMessageId: string;
  parts: readonly MessagePart[];
  flags: string[];
}

/** What is to be done after a message was stored. */
export type NextForMessage =
  /** The session is held for the caller, who runs it. */
  | { type: "run"; lease: LoadedLease }
  /** Nothing is due: the message is not an answer to what the session waits for. */
  | ({ type: "idle" } & LoadedSession)
  /** Another run holds the session, or it was changed at the same moment: `acquire` shows which. */
  | { type: "acquire" };

/**
 * Stores a claimant's message. With `leaseMs` it takes the session's lease in the same statement when the message is an
 * answer that is due. Undefined when the session is not theirs, is over, or has this message already; throws the
 * driver's error for a second copy at the same instant.
 */
export async function saveMessage(message: ClaimantMessage, leaseMs?: number): Promise<NextForMessage | undefined> {
  const { sessionId, parts } = message;
  const lease = leaseMs === undefined ? {} : { token: randomUUID(), lease_ms: leaseMs };
  const row = await takingLease(
    { id: sessionId, token: lease.token },
    messages.add({
      id: sessionId.toLowerCase(),
      message_id: message.id,
      claimant_id: message.claimantId,
      client_message_id: message.clientMessageId,
      parts,
      parts_hash: createHash("sha256").update(JSON.stringify(parts)).digest("hex"),
      flags: message.flags,
      ...lease,
    }),
  );
  if (!row) return undefined;
  notifySession(sessionId);
  if (!row.is_current) {
    // The session was changed while the statement waited: a new statement has to acquire it, which sees the change.
    if (lease.token && row.is_acquired) await releaseLease({ id: sessionId, token: lease.token, version: null });
    return { type: "acquire" };
  }
  const loaded = withMessage(row, { seq: row.message_seq, parts: [...parts], atMs: row.stored_at });
  if (lease.token && row.is_acquired) return { type: "run", lease: readLease(loaded, lease.token) };
  return row.is_held ? { type: "acquire" } : { type: "idle", ...readSession(loaded) };
}
