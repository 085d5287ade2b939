import { Prisma } from "./client";

// A statement that writes an event has two queries: `event` with the columns `type`, `actor_id` and `data`, and `s`
// with the row of the session (`id`, `audit_seq`, `audit_hash`) after the event was linked into its chain.

/** The next link of the chain, in the SET of the UPDATE of the session `s`. */
export const linkEvent = Prisma.raw(`audit_seq = s.audit_seq + 1,
      audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, event.type, event.actor_id, now(), event.data)`);

/** Stores the event. `from` joins `s` and `event`; without it the statement writes one event. */
export const recordEvent = (from = "s, event"): Prisma.Sql =>
  Prisma.raw(`INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
    SELECT s.id, s.audit_seq, event.type, event.actor_id, event.data, now(), s.audit_hash FROM ${from}`);
