import { createId } from "@/components/ui/requests/create-id";
import type { StreamedChange } from "./event-source";
import type { LiveSubject } from "./live-event";

/** The subjects that one tab follows. */
export interface TabSubscriptions {
  tabId: string;
  /** The last event that the tab has received for each subject; null before its first cursor. */
  cursors: Partial<Record<LiveSubject, number | null>>;
}

/** The messages between the tabs of a browser. */
export type TabMessage =
  | { type: "follows"; subscriptions: TabSubscriptions }
  | { type: "leaves"; tabId: string }
  | { type: "leads" }
  | { type: "asks" }
  | { type: "answers" }
  | { type: "change"; change: StreamedChange }
  | { type: "cursor"; seq: number; subjects: LiveSubject[]; isStart?: boolean }
  | { type: "reset" };

const answerMs = 3_000;

interface TabRole {
  onMessage(message: TabMessage): void;
  /** This tab now holds the stream of the browser. */
  onLead(): void;
  /** Another tab has taken the lock, and holds the stream. */
  onYield(): void;
}

/**
 * Connects the tabs of one person in one browser. The leading tab holds a lock; when it closes, the browser gives the
 * lock to the next tab. A visible tab takes the lock from a leading tab that does not answer: browsers may freeze
 * hidden tabs. Without locks every tab leads.
 */
export class TabChannel {
  readonly tabId = createId();
  readonly #name: string;
  readonly #role: TabRole;
  #channel: BroadcastChannel | undefined;
  #isLeader = false;
  #release = () => {};
  #waiting = new AbortController();
  #answerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewerId: string, role: TabRole) {
    this.#name = `graphflow-live-${viewerId}`;
    this.#role = role;
  }

  /** Whether this browser lets tabs share a stream. Without HTTPS there are no locks, except on localhost. */
  readonly canShare = typeof BroadcastChannel !== "undefined" && typeof navigator.locks?.request === "function";

  join(): void {
    if (!this.canShare) {
      this.#lead();
      return;
    }
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#receive(data);
    document.addEventListener("visibilitychange", this.#ask);
    window.addEventListener("pagehide", this.#sayLeaves);
    this.#wait();
    this.#ask();
  }

  send(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  leave(): void {
    this.#sayLeaves();
    document.removeEventListener("visibilitychange", this.#ask);
    window.removeEventListener("pagehide", this.#sayLeaves);
    clearTimeout(this.#answerTimer);
    this.#isLeader = false;
    this.#waiting.abort();
    this.#release();
    this.#channel?.close();
    this.#channel = undefined;
  }

  #receive(message: TabMessage): void {
    if (message.type === "asks" && this.#isLeader) this.send({ type: "answers" });
    else if (message.type === "answers" || message.type === "leads") clearTimeout(this.#answerTimer);
    this.#role.onMessage(message);
  }

  readonly #sayLeaves = () => this.send({ type: "leaves", tabId: this.tabId });

  /** A visible tab checks that the leading tab answers. */
  readonly #ask = () => {
    if (document.hidden || this.#isLeader) return;
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => this.#wait({ steal: true }), answerMs);
    this.send({ type: "asks" });
  };

  #wait({ steal = false } = {}): void {
    this.#waiting.abort();
    const waiting = new AbortController();
    this.#waiting = waiting;
    const options: LockOptions = steal ? { steal } : { signal: waiting.signal };
    const lead = () =>
      new Promise<void>((resolve) => {
        if (waiting.signal.aborted) return resolve();
        this.#release = resolve;
        this.#lead();
      });
    // Rejects when the request is aborted, or when another tab steals the lock.
    navigator.locks.request(this.#name, options, lead).catch(() => {
      if (!this.#isLeader || waiting.signal.aborted) return;
      this.#isLeader = false;
      this.#role.onYield();
      this.#wait();
    });
  }

  #lead(): void {
    this.#isLeader = true;
    clearTimeout(this.#answerTimer);
    this.send({ type: "leads" });
    this.#role.onLead();
  }
}
