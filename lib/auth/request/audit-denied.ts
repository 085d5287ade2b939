import type { Principal } from "@/lib/auth/principal";
import { recordEvent } from "@/lib/db/audit-event";
import { Prisma, prisma } from "@/lib/db/client";
import { isWithinLimit } from "@/lib/limits/admit";
import { log } from "@/lib/log";

interface PlainEvent {
  type: string;
  /** Null for what no person did: a command, the start of the server. */
  actorId: string | null;
  data: Record<string, string | number | null>;
}

/**
 * The statement that writes an audit event which belongs to no session's chain: a sign-in, a refusal. It is a chain of
 * one (seq 0, no predecessor), so that writing it never waits for, or breaks, the chain of the session it may be about.
 */
export function plainEvent({ type, actorId, data }: PlainEvent): Prisma.Sql {
  return Prisma.sql`
    WITH event AS (SELECT ${type} AS type, ${actorId}::uuid AS actor_id, ${JSON.stringify(data)}::jsonb AS data),
    s AS (
      SELECT NULL::uuid AS id, 0 AS audit_seq, audit_chain('', 0, type, actor_id, now(), data) AS audit_hash FROM event
    )
    ${recordEvent()}`;
}

/** Writes an audit event of `plainEvent`. */
export async function recordPlainEvent(db: Prisma.TransactionClient, event: PlainEvent): Promise<void> {
  await db.$executeRaw(plainEvent(event));
}

const maxActionLength = 300;

/**
 * Records that a person was refused: what they tried ("POST /execute"), on which session, and the code of the refusal;
 * at most 20 times an hour, then their refusals are only counted. Refusals of unknown senders are not recorded: anyone
 * could fill the log with them. Never throws: the answer to the person does not depend on it.
 */
export async function recordDenied(
  principal: Principal,
  denied: { action: string; sessionId?: string; reason: string },
): Promise<void> {
  try {
    if (!(await isWithinLimit("denied", principal.userId))) return;
    await recordPlainEvent(prisma, {
      type: "access.denied",
      actorId: principal.userId,
      data: {
        action: denied.action.slice(0, maxActionLength),
        session_id: denied.sessionId ?? null,
        reason: denied.reason,
      },
    });
  } catch (error) {
    log.error({ err: error, denied }, "A refusal could not be recorded");
  }
}
