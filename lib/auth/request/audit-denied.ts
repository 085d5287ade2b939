import type { Principal } from "@/lib/auth/principal";
import { recordEvent } from "@/lib/db/audit-event";
import { type Prisma, prisma } from "@/lib/db/client";
import { isWithinLimit } from "@/lib/limits/admit";
import { log } from "@/lib/log";

/**
 * Writes an audit event that belongs to no session's chain: a sign-in, a refusal. It is a chain of one (seq 0, no
 * predecessor), so that writing it never waits for, or breaks, the chain of the session it may be about.
 */
export async function recordPlainEvent(
  db: Prisma.TransactionClient,
  event: { type: string; actorId: string | null; data: Record<string, string | null> },
): Promise<void> {
  const data = JSON.stringify(event.data);
  await db.$executeRaw`
    WITH event AS (SELECT ${event.type} AS type, ${event.actorId}::uuid AS actor_id, ${data}::jsonb AS data),
    s AS (
      SELECT NULL::uuid AS id, 0 AS audit_seq, audit_chain('', 0, type, actor_id, now(), data) AS audit_hash FROM event
    )
    ${recordEvent()}`;
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
