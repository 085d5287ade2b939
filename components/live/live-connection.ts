import { LiveEventSource, type StreamedChange } from "./event-source";
import { deliverChange, deliverCursor, type Follower, subscriptionsOf } from "./followers";
import type { LiveEvent, LiveSubject } from "./live-event";
import { TabChannel, type TabMessage, type TabSubscriptions } from "./tab-channel";

/** The connection stays open for this time after the last subscription: the next page may follow the same subject. */
const lingerMs = 2_000;
/** Subscriptions within this time are sent to the server in one request. */
const settleMs = 30;

/**
 * The subscriptions of one person's tabs. The leading tab holds the event stream with the subjects of all tabs and
 * forwards its events. Every tab keeps its own cursors, so the next leading tab continues where this one stopped.
 */
export class LiveConnection {
  readonly #tabs: TabChannel;
  readonly #followers = new Set<Follower>();
  /** The subscriptions of the other tabs, by their ids. */
  readonly #otherTabs = new Map<string, TabSubscriptions>();
  readonly #onIdle: () => void;
  #source: LiveEventSource | undefined;
  /** The newest event that was delivered for each subject of the stream. */
  #delivered = new Map<LiveSubject, number>();
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
   * Calls `onEvent` for each event of the subject after the cursor. Without a cursor the first event is a `reset`, sent
   * when the stream is open. Returns the function that ends the subscription.
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
      onChange: (change) => this.#broadcast({ type: "change", change }),
      onCursor: (seq, isStart) =>
        this.#broadcast({ type: "cursor", seq, subjects: [...this.#delivered.keys()], isStart }),
      onReset: () => this.#broadcast({ type: "reset" }),
    });
    this.#updateSoon();
  }

  #stop(): void {
    this.#source?.close();
    this.#source = undefined;
    this.#delivered.clear();
  }

  /** A hidden tab that cannot share its connection closes it: browsers allow six connections for a server. */
  readonly #handleVisibility = () => {
    if (this.#tabs.canShare) return;
    if (document.hidden) this.#stop();
    else if (!this.#source) this.#lead();
  };

  /** Sends a message to the other tabs and handles it in this one. */
  #broadcast(message: TabMessage): void {
    this.#tabs.send(message);
    this.#receive(message);
  }

  #receive(message: TabMessage): void {
    switch (message.type) {
      case "change":
        this.#handleChange(message.change);
        break;
      case "cursor":
        this.#cursor = Math.max(this.#cursor ?? 0, message.seq);
        for (const tab of this.#otherTabs.values()) {
          for (const subject of message.subjects) if (subject in tab.cursors) tab.cursors[subject] = message.seq;
        }
        deliverCursor(this.#followers, message);
        break;
      case "reset":
        for (const follower of [...this.#followers]) follower.onEvent({ kind: "reset" });
        break;
      case "leads":
        this.#sendSubscriptions();
        break;
      case "leaves":
        this.#otherTabs.delete(message.tabId);
        this.#updateSoon();
        break;
      case "follows":
        this.#otherTabs.set(message.subscriptions.tabId, message.subscriptions);
        this.#updateSoon();
        break;
    }
  }

  #handleChange(change: StreamedChange): void {
    this.#cursor = Math.max(this.#cursor ?? 0, change.seq);
    for (const subject of change.subjects) {
      if (this.#delivered.has(subject)) this.#delivered.set(subject, change.seq);
      for (const { cursors } of this.#otherTabs.values()) if (subject in cursors) cursors[subject] = change.seq;
    }
    deliverChange(this.#followers, change);
  }

  #updateSoon(): void {
    this.#updateTimer ??= setTimeout(() => {
      this.#updateTimer = undefined;
      this.#sendSubscriptions();
      this.#update();
    }, settleMs);
  }

  #sendSubscriptions(): void {
    this.#tabs.send({ type: "follows", subscriptions: subscriptionsOf(this.#tabs.tabId, this.#followers) });
  }

  /** Reopens the stream when a tab follows another subject, or has missed events. */
  #update(): void {
    if (!this.#source) return;
    const tabs = [subscriptionsOf(this.#tabs.tabId, this.#followers), ...this.#otherTabs.values()];
    const wanted = tabs.flatMap(({ cursors }) => Object.entries(cursors) as [LiveSubject, number | null][]);
    const known = wanted.flatMap(([, cursor]) => cursor ?? []);
    const isMissing = ([subject, cursor]: [LiveSubject, number | null]) =>
      !this.#delivered.has(subject) || (cursor !== null && cursor < (this.#delivered.get(subject) ?? 0));
    if (wanted.length === 0 || wanted.some(isMissing)) {
      this.#delivered = new Map(wanted.map(([subject]) => [subject, 0]));
      this.#source.follow([...this.#delivered.keys()], known.length > 0 ? Math.min(...known) : this.#cursor);
    } else if (known.length < wanted.length && this.#cursor !== undefined && this.#source.isOpen) {
      this.#broadcast({ type: "cursor", seq: this.#cursor, subjects: [...this.#delivered.keys()] });
    }
  }
}
