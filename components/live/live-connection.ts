import { LiveEventSource, type StreamedChange } from "./event-source";
import { type Follower, tellChange, tellCursor, wishOf } from "./followers";
import type { LiveEvent, LiveSubject } from "./live-event";
import { TabChannel, type TabMessage, type TabWish } from "./tab-channel";

/** The next page may follow the same subject: the connection outlives the page for this time. */
const lingerMs = 2_000;
/** Pages and tabs begin together: what they follow is put together. */
const settleMs = 30;

/**
 * What one person's tabs follow. The tab that leads has the event stream, about the subjects of all tabs, and passes on
 * what it hears. Every tab keeps its own cursors, so that the next tab to lead continues where this one stopped.
 */
export class LiveConnection {
  readonly #tabs: TabChannel;
  readonly #followers = new Set<Follower>();
  /** What the other tabs follow, by their ids. */
  readonly #wishes = new Map<string, TabWish>();
  readonly #onIdle: () => void;
  #source: LiveEventSource | undefined;
  /** The newest event that was told about each subject of the stream. */
  #told = new Map<LiveSubject, number>();
  #cursor: number | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #updateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewerId: string, onIdle: () => void) {
    this.#onIdle = onIdle;
    this.#tabs = new TabChannel(viewerId, {
      onMessage: (message) => this.#receive(message),
      onLead: () => this.#lead(),
      onYield: () => this.#stop(),
    });
    document.addEventListener("visibilitychange", this.#handleVisibility);
    if (!document.hidden || this.#tabs.canShare) this.#tabs.join();
  }

  /**
   * Calls `onEvent` for what happens to the subject after the cursor; without a cursor it begins with a `reset`, when
   * nothing more can be missed. Returns what ends that.
   */
  follow(subject: LiveSubject, cursor: number | undefined, onEvent: (event: LiveEvent) => void): () => void {
    clearTimeout(this.#idleTimer);
    const follower = { subject, cursor, onEvent };
    this.#followers.add(follower);
    this.#updateSoon();
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size > 0) this.#updateSoon();
      else this.#idleTimer = setTimeout(() => this.#close(), lingerMs);
    };
  }

  #close(): void {
    this.#stop();
    clearTimeout(this.#updateTimer);
    this.#tabs.leave();
    document.removeEventListener("visibilitychange", this.#handleVisibility);
    this.#onIdle();
  }

  #lead(): void {
    this.#source = new LiveEventSource({
      onChange: (change) => this.#pass({ type: "change", change }),
      onCursor: (seq, isStart) => this.#pass({ type: "cursor", seq, subjects: [...this.#told.keys()], isStart }),
      onReset: () => this.#pass({ type: "reset" }),
    });
    this.#updateSoon();
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#told.clear();
  }

  /** A tab that cannot share its connection gives it up while it is hidden: browsers allow six for a server. */
  readonly #handleVisibility = () => {
    if (this.#tabs.canShare) return;
    if (document.hidden) this.#stop();
    else if (!this.#source) this.#lead();
  };

  /** Tells this tab and all others. */
  #pass(message: TabMessage): void {
    this.#tabs.send(message);
    this.#receive(message);
  }

  #receive(message: TabMessage): void {
    switch (message.type) {
      case "change":
        this.#hear(message.change);
        break;
      case "cursor":
        this.#cursor = Math.max(this.#cursor ?? 0, message.seq);
        for (const wish of this.#wishes.values()) {
          for (const subject of message.subjects) if (subject in wish.cursors) wish.cursors[subject] = message.seq;
        }
        tellCursor(this.#followers, message);
        break;
      case "reset":
        for (const follower of [...this.#followers]) follower.onEvent({ kind: "reset" });
        break;
      case "leads":
        this.#sayWish();
        break;
      case "leaves":
        this.#wishes.delete(message.tabId);
        this.#updateSoon();
        break;
      case "follows":
        this.#wishes.set(message.wish.tabId, message.wish);
        this.#updateSoon();
        break;
    }
  }

  #hear(change: StreamedChange): void {
    this.#cursor = Math.max(this.#cursor ?? 0, change.seq);
    for (const subject of change.subjects) {
      if (this.#told.has(subject)) this.#told.set(subject, change.seq);
      for (const { cursors } of this.#wishes.values()) if (subject in cursors) cursors[subject] = change.seq;
    }
    tellChange(this.#followers, change);
  }

  #updateSoon(): void {
    this.#updateTimer ??= setTimeout(() => {
      this.#updateTimer = undefined;
      this.#sayWish();
      this.#update();
    }, settleMs);
  }

  #sayWish(): void {
    this.#tabs.send({ type: "follows", wish: wishOf(this.#tabs.tabId, this.#followers) });
  }

  /** Opens the stream anew when a tab follows something else, or has missed what was told. */
  #update(): void {
    if (!this.#source) return;
    const wishes = [wishOf(this.#tabs.tabId, this.#followers), ...this.#wishes.values()];
    const wanted = wishes.flatMap(({ cursors }) => Object.entries(cursors) as [LiveSubject, number | null][]);
    const known = wanted.flatMap(([, cursor]) => cursor ?? []);
    const isMissing = ([subject, cursor]: [LiveSubject, number | null]) =>
      !this.#told.has(subject) || (cursor !== null && cursor < (this.#told.get(subject) ?? 0));
    if (wanted.length === 0 || wanted.some(isMissing)) {
      this.#told = new Map(wanted.map(([subject]) => [subject, 0]));
      this.#source.follow([...this.#told.keys()], known.length > 0 ? Math.min(...known) : this.#cursor);
    } else if (known.length < wanted.length && this.#cursor !== undefined && this.#source.isOpen) {
      this.#pass({ type: "cursor", seq: this.#cursor, subjects: [...this.#told.keys()] });
    }
  }
}
