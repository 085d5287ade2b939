import { randomUUID } from "node:crypto";
import { runPrepared, runPromptly } from "@/lib/db/connections/pool";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { isCollision } from "@/lib/db/is-collision";
import type { Lease } from "@/lib/engine";
import { readLease, readSession, type StoredSession, withMessage } from "./reading/read-session";
import { takingLease } from "./retry-release";
import { insertMessage, type MessagedRow, type NewMessage } from "./sql/insert-message";

/** What is to be done about a message that was stored. */
export type NextForMessage =
  /** The session is held for the caller, who runs it. */
  | { type: "run"; lease: Lease }
  /** Nothing is due: the message is no answer to what the session waits for. */
  | { type: "idle"; session: StoredSession }
  /** Another run holds the session, or it was changed at the same moment: whoever acquires it finds out. */
  | { type: "acquire" };

/**
 * Stores a claimant's message. With `leaseMs` it takes the session's lease in the same statement when the message is an
 * answer that is due. Undefined when the session is not theirs, is over, or has this message already; throws the
 * driver's error for a second copy at the same instant.
 */
export async function saveMessage(message: NewMessage, leaseMs?: number): Promise<NextForMessage | undefined> {
  const lease = leaseMs === undefined ? undefined : { token: randomUUID(), leaseMs };
  const statement = insertMessage(message, lease);
  const row = lease
    ? await takingLease({ id: message.sessionId, token: lease.token }, insert(statement))
    : await insert(statement);
  if (!row) return undefined;
  notifySession(message.sessionId);
  if (!row.is_current) return { type: "acquire" };
  const session = withMessage(row, { seq: row.message_seq, parts: [...message.parts], atMs: row.stored_at });
  if (lease && row.is_acquired) return { type: "run", lease: readLease(session, lease.token) };
  return row.is_held ? { type: "acquire" } : { type: "idle", session: readSession(session) };
}

async function insert(statement: ReturnType<typeof insertMessage>): Promise<MessagedRow | undefined> {
  try {
    return (await runPromptly<MessagedRow>(statement)).rows[0];
  } catch (error) {
    if (isCollision(error)) return (await runPrepared<MessagedRow>(statement)).rows[0];
    throw error;
  }
}
