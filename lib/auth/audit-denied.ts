import type { Principal } from "@/lib/auth/principal";
import { type Prisma, prisma } from "@/lib/db/client";
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
    INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT NULL, 0, ${event.type}, ${event.actorId}::uuid, ${data}::jsonb, clock.at,
           audit_chain('', 0, ${event.type}, ${event.actorId}::uuid, clock.at, ${data}::jsonb)
    FROM (SELECT now() AS at) AS clock`;
}

/**
 * Records that somebody was refused: who (null: nobody known), what they tried ("POST /execute"), on which session,
 * and the code of the refusal. Never throws: the answer to the person does not depend on it.
 */
export async function recordDenied(
  principal: Principal | null,
  denied: { action: string; sessionId?: string; reason: string },
): Promise<void> {
  try {
    await recordPlainEvent(prisma, {
      type: "access.denied",
      actorId: principal?.userId ?? null,
      data: { action: denied.action.slice(0, 300), session_id: denied.sessionId ?? null, reason: denied.reason },
    });
  } catch (error) {
    log.error({ err: error, denied }, "A refusal could not be recorded");
  }
}
