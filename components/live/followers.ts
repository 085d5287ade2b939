import type { StreamedChange } from "./event-source";
import type { LiveEvent, LiveSubject } from "./live-event";
import type { TabWish } from "./tab-channel";

/** A part of a page that follows a subject. */
export interface Follower {
  readonly subject: LiveSubject;
  /** It knows everything up to here; undefined while it does not know what it has missed. */
  cursor: number | undefined;
  onEvent(event: LiveEvent): void;
}

/** Tells a change to those whom it concerns, once: when another tab begins to lead, an event may come twice. */
export function tellChange(followers: ReadonlySet<Follower>, { subjects, ...change }: StreamedChange): void {
  for (const follower of [...followers]) {
    if (!subjects.includes(follower.subject) || (follower.cursor ?? -1) >= change.seq) continue;
    follower.cursor = change.seq;
    follower.onEvent(change);
  }
}

/**
 * Everything up to `seq` about these subjects was told. `isStart`: the stream begins there, so that those who know less
 * have missed something.
 */
export function tellCursor(
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

/** What a tab follows, each subject from the oldest cursor of its followers; null when that is not known. */
export function wishOf(tabId: string, followers: ReadonlySet<Follower>): TabWish {
  const cursors: TabWish["cursors"] = {};
  for (const { subject, cursor } of followers) {
    const known = cursors[subject];
    cursors[subject] =
      known === undefined ? (cursor ?? null) : known === null || cursor === undefined ? null : Math.min(known, cursor);
  }
  return { tabId, cursors };
}
