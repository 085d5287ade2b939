/**
 * The next link of the audit chain of the session `s`, in the SET of its UPDATE. The statement has a query `event` with
 * the columns `type`, `actor_id` and `data`.
 */
export const linkEvent = `audit_seq = s.audit_seq + 1,
    audit_hash = audit_chain(s.audit_hash, s.audit_seq + 1, event.type, event.actor_id, now(), event.data)`;

/** The event that `linkEvent` has linked. The statement has a query `s` with the session as it is after the UPDATE. */
export const recordEvent = `
  INSERT INTO audit_event (session_id, seq, type, actor_id, data, at, hash)
  SELECT s.id, s.audit_seq, event.type, event.actor_id, event.data, now(), s.audit_hash FROM s, event`;
