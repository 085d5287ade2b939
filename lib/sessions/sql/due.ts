/** Words of the claimant that no step has read; those of a turn that was stopped, or given up, count with the next ones. */
export const hasUnreadWords = "s.user_message_seq > GREATEST(s.handled_message_seq, s.stopped_message_seq)";

/** Unread words in a session that does not stand at somebody else's question. */
export const toldSomething = `(${hasUnreadWords} AND NOT EXISTS (
  SELECT 1 FROM wait w WHERE w.session_id = s.id AND w.status = 'open' AND w.audience <> 'claimant'))`;

/** Work left over, a retry or a timer whose time has come, an answer, or words where no other try was to come. */
export const isDue = `(
  s.status IN ('ready', 'running')
  OR (s.status = 'failed' AND NOT s.is_set_aside
    AND (s.next_retry_at <= now() OR s.next_retry_at IS NULL AND ${toldSomething}))
  OR (s.status = 'waiting' AND s.wake_at <= now())
  OR (s.status IN ('waiting', 'paused') AND ((s.answer IS NOT NULL OR s.answered_wait_id IS NOT NULL) AND NOT s.is_stopped OR ${toldSomething})))`;

/** No run holds the session `s`: it has no lease, or one that has expired. */
export const isFree = "(s.lease_until IS NULL OR s.lease_until < now())";
