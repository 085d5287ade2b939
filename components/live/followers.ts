import type { StreamedChange } from "./event-source";
import type { LiveEvent, LiveSubject } from "./live-event";
import type { TabSubscriptions } from "./tab-channel";

/** A subscription of a page to a subject. */
export interface Follower {
  readonly subject: LiveSubject;
  /** The last event that was delivered; undefined before the first cursor, when earlier events may be missing. */
  cursor: number | undefined;
  onEvent(event: LiveEvent): void;
}

/** Delivers a change to the followers of its subjects, once: a new leading tab may send an event again. */
export function deliverChange(followers: ReadonlySet<Follower>, { subjects, ...change }: StreamedChange): void {
  for (const follower of [...followers]) {
    if (!subjects.includes(follower.subject) || (follower.cursor ?? -1) >= change.seq) continue;
    follower.cursor = change.seq;
    follower.onEvent(change);
  }
}

/**
 * Moves the cursors of these subjects to `seq`. `isStart`: the stream starts there, so a follower with an older cursor
 * has missed events and gets a `reset`.
 */
export function deliverCursor(
  followers: ReadonlySet<Follower>,
  { seq, subjects, isStart = false }: { seq: number; subjects: readonly LiveSubject[]; isStart?: boolean },
): void {
  for (const follower of [...followers]) {
    if (!subjects.includes(follower.subject)) continue;
    const { cursor } = follower;
    follower.cursor = Math.max(cursor ?? 0, seq);
    if (cursor === undefined || (isStart && cursor < seq)) follower.onEvent({ kind: "reset" });
  }
}

/** The subjects of a tab, each with the oldest cursor of its followers; null when a follower has none. */
export function subscriptionsOf(tabId: string, followers: ReadonlySet<Follower>): TabSubscriptions {
  const cursors: TabSubscriptions["cursors"] = {};
  for (const { subject, cursor } of followers) {
    const known = cursors[subject];
    cursors[subject] =
      known === undefined ? (cursor ?? null) : known === null || cursor === undefined ? null : Math.min(known, cursor);
  }
  return { tabId, cursors };
}
