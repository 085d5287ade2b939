import { Prisma } from "@/lib/db/client";
import type { MessagePart } from "@/lib/sessions/reading/read-session";

/** Messages of a claimant that came beside a reviewer's question and are not answered. */
export interface UnreadEvidence {
  /** The newest of them. */
  user_message_seq: number;
  /** Oldest first; null when there are none. */
  messages: { seq: number; parts: MessagePart[] }[] | null;
  form: unknown;
  proposed: unknown;
  due_at: Date | null;
}

/** The unanswered words of a session that waits for a reviewer. No row: there are none, or it does not. */
export const findEvidence = (sessionId: string): Prisma.Sql => Prisma.sql`
  SELECT s.user_message_seq, w.form, w.proposed, w.due_at,
    (SELECT jsonb_agg(jsonb_build_object('seq', m.seq, 'parts', m.parts) ORDER BY m.seq) FROM message m
     WHERE m.session_id = s.id AND m.role = 'user' AND m.step_seq IS NULL AND m.seq > s.handled_message_seq) AS messages
  FROM session s JOIN wait w ON w.session_id = s.id AND w.status = 'open' AND w.audience = 'reviewer'
  WHERE s.id = ${sessionId}::uuid AND s.status = 'waiting' AND s.user_message_seq > s.handled_message_seq`;
