import type { Principal } from "@/lib/auth/principal";
import { readRightsVersions, type VersionedPrincipal } from "@/lib/auth/rights-version";
import { onSessionNotification } from "@/lib/db/connections/session-notifications";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { currentCursor, eventPageSize, listAllEvents, listEvents, type OwnedEvent } from "./events";
import { readSubjects, type Subject } from "./read-subjects";

const maxSubscriptions = 6;
/** Less than the promised 5 s, because reading the rights takes time too. */
const rightsMaxAgeMs = 4_000;
const heartbeatMs = 15_000;
const retryMs = 1_000;
const maxKept = 500;
/** The event log is read once in this time at most, however many notifications come. */
const pauseMs = 100;

/** An event for one reader, with those of the reader's subjects that it is about. */
export interface DeliveredEvent {
  event: OwnedEvent;
  subjects: Subject[];
}

/** One reader of events: a browser's or a program's open stream. */
interface Subscriber extends VersionedPrincipal {
  /** Who sent the request, by the database as it is now; rejects when that person may no longer read. */
  authenticate(): Promise<Principal>;
  /** The subjects of this reader. Other events are not sent. */
  subjects: readonly Subject[];
  /** Events after this one. */
  cursor: number;
  /** Called with at least one event, and with the reader's current rights. */
  send(events: DeliveredEvent[], principal: Principal): void;
  /** Resolves when the reader has read most of what was sent: past events come no faster than they are read. */
  hasRead(): Promise<void>;
  /**
   * Sent while there are no events, so that both ends detect a lost connection. The cursor is that of the last checked
   * event.
   */
  heartbeat(cursor: number): void;
  /** Nothing is sent after this. */
  end(reason: string): void;
}

interface Subscription extends Subscriber {
  rightsReadAt: number;
  isCatchingUp: boolean;
}

/**
 * Reads the event log once for all streams of this process and gives each event to those who may read it now. Rights
 * are read again before a delivery when they are older than four seconds: one statement for all.
 */
class EventPublisher {
  readonly #subscriptions = new Set<Subscription>();
  /** The newest events, all of those after `#keptAfter` up to `#head`. */
  #kept: OwnedEvent[] = [];
  #keptAfter = 0;
  #head = 0;
  #isBehind = true;
  #stop = () => {};
  readonly #look = oneAtATime(() => this.#publish());

  /** Throws AppError `rate_limited` when this person has six already. Returns what ends the subscription. */
  subscribe(subscriber: Subscriber): () => void {
    const ofPerson = [...this.#subscriptions].filter(
      ({ principal }) => principal.userId === subscriber.principal.userId,
    );
    if (ofPerson.length >= maxSubscriptions) {
      const detail = `At most ${maxSubscriptions} live connections a person: close a tab, or read again in a while.`;
      throw new AppError("rate_limited", { detail, retryAfterSeconds: 15 });
    }
    // The rights may have changed since the request was authenticated: they are read again before the first delivery.
    const subscription: Subscription = { ...subscriber, rightsReadAt: 0, isCatchingUp: false };
    this.#subscriptions.add(subscription);
    if (this.#subscriptions.size === 1) this.#start();
    this.#soon();
    return () => this.#remove(subscription);
  }

  /** Ends every stream; for a server that stops. */
  close(): void {
    for (const subscription of this.#subscriptions) this.#end(subscription, "The server stops");
  }

  #start(): void {
    // What happened while there was no subscription was not kept.
    this.#isBehind = true;
    const stopListening = onSessionNotification(throttled(() => this.#soon(), pauseMs));
    const heartbeat = setInterval(() => void this.#beat(), heartbeatMs);
    this.#stop = () => {
      stopListening();
      clearInterval(heartbeat);
    };
  }

  #remove(subscription: Subscription): void {
    if (this.#subscriptions.delete(subscription) && this.#subscriptions.size === 0) this.#stop();
  }

  #end(subscription: Subscription, reason: string): void {
    this.#remove(subscription);
    subscription.end(reason);
  }

  #soon(): void {
    this.#look().catch((error: unknown) => {
      log.warn({ err: error }, "Events could not be read; trying again");
      if (this.#subscriptions.size > 0) setTimeout(() => this.#soon(), retryMs);
    });
  }

  async #publish(): Promise<void> {
    await this.#readOn();
    const behind = [...this.#subscriptions].filter(({ cursor, isCatchingUp }) => cursor < this.#head && !isCatchingUp);
    // Most events have few readers: the rights of the others are not read.
    const concerned: Subscription[] = [];
    for (const subscription of behind) {
      if (this.#isConcerned(subscription)) concerned.push(subscription);
      else subscription.cursor = this.#head;
    }
    await this.#refreshRights(concerned);
    for (const subscription of concerned) this.#deliver(subscription);
  }

  #isConcerned(subscription: Subscription): boolean {
    return subscription.cursor < this.#keptAfter || this.#wanted(subscription).length > 0;
  }

  /** What is kept, new for this reader and about one of its subjects. */
  #wanted(subscription: Subscription): DeliveredEvent[] {
    const first = this.#kept.findLastIndex(({ seq }) => seq <= subscription.cursor) + 1;
    return choose(subscription, this.#kept.slice(first));
  }

  async #readOn(): Promise<void> {
    if (this.#isBehind) {
      this.#head = await currentCursor();
      this.#keptAfter = this.#head;
      this.#kept = [];
      this.#isBehind = false;
    }
    let page: OwnedEvent[];
    do {
      page = await listAllEvents(this.#head);
      this.#kept.push(...page);
      this.#head = page.at(-1)?.seq ?? this.#head;
    } while (page.length === eventPageSize);
    const dropped = this.#kept.splice(0, Math.max(0, this.#kept.length - maxKept));
    this.#keptAfter = dropped.at(-1)?.seq ?? this.#keptAfter;
  }

  /** Reads again what these people may do, unless that was a moment ago. Ends the streams of those who may not read. */
  async #refreshRights(subscriptions: Subscription[], maxAgeMs = rightsMaxAgeMs): Promise<void> {
    const readAt = Date.now();
    const stale = subscriptions.filter(({ rightsReadAt }) => readAt - rightsReadAt >= maxAgeMs);
    if (stale.length === 0) return;
    const versions = await readRightsVersions([...new Set(stale.map(({ principal }) => principal.userId))]);
    await Promise.all(
      stale.map(async (subscription) => {
        const version = versions.get(subscription.principal.userId);
        if (version === undefined || version !== subscription.rightsVersion) {
          const principal = await subscription.authenticate().catch(nullIfRefused);
          if (!principal) return this.#end(subscription, "The reader may no longer read");
          subscription.principal = principal;
        }
        subscription.rightsVersion = version;
        subscription.rightsReadAt = readAt;
      }),
    );
  }

  #deliver(subscription: Subscription): void {
    if (!this.#subscriptions.has(subscription) || subscription.isCatchingUp) return;
    if (subscription.cursor < this.#keptAfter) {
      void this.#catchUp(subscription);
      return;
    }
    const wanted = this.#wanted(subscription);
    if (wanted.length > 0) subscription.send(wanted, subscription.principal);
    subscription.cursor = Math.max(subscription.cursor, this.#head);
  }

  /** Reads for one subscription what is no longer kept, page by page. */
  async #catchUp(subscription: Subscription): Promise<void> {
    subscription.isCatchingUp = true;
    try {
      let page: OwnedEvent[];
      do {
        await this.#refreshRights([subscription]);
        if (!this.#subscriptions.has(subscription)) return;
        // Read before the page: the page has every event up to this cursor.
        const head = this.#head;
        page = await listEvents(subscription.principal, subscription.cursor, oneSession(subscription));
        const wanted = choose(subscription, page);
        if (wanted.length > 0) subscription.send(wanted, subscription.principal);
        const last = page.at(-1)?.seq ?? subscription.cursor;
        subscription.cursor = page.length < eventPageSize ? Math.max(last, head) : last;
        await subscription.hasRead();
      } while (page.length === eventPageSize);
    } catch (error) {
      log.warn({ err: error }, "Past events could not be read");
      // The reader reconnects with its cursor and misses nothing.
      this.#end(subscription, "Past events could not be read");
    } finally {
      subscription.isCatchingUp = false;
    }
    this.#soon();
  }

  async #beat(): Promise<void> {
    const subscriptions = [...this.#subscriptions];
    await this.#refreshRights(subscriptions).catch((error: unknown) => {
      log.warn({ err: error }, "The rights of readers could not be read");
    });
    for (const subscription of subscriptions) {
      if (this.#subscriptions.has(subscription)) subscription.heartbeat(subscription.cursor);
    }
  }
}

/** The events of the reader's subjects that they may read. */
const choose = ({ principal, subjects }: Subscription, events: OwnedEvent[]): DeliveredEvent[] =>
  events
    .map((event) => ({ event, subjects: readSubjects(principal, subjects, event) }))
    .filter(({ subjects: about }) => about.length > 0);

/** The session that all subjects of the reader are about; undefined when they are about several. */
function oneSession({ subjects }: Subscription): string | undefined {
  const [first, ...others] = new Set(subjects.map((subject) => ("sessionId" in subject ? subject.sessionId : "")));
  return others.length === 0 ? first || undefined : undefined;
}

/** An AppError below 500 means that they may not; after any other error it is unknown. */
function nullIfRefused(error: unknown): null {
  // Recognised by its name: `next dev` loads classes again, and the publisher stays.
  if (error instanceof Error && error.name === "AppError" && (error as AppError).status < 500) return null;
  throw error;
}

/** The publisher of this process. */
export const eventPublisher = (): EventPublisher => processState("event-publisher", () => new EventPublisher());

/** Never runs `work` twice at once: a call during a run makes it run once more afterwards. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        await work();
      }
    } finally {
      isRunning = false;
    }
  };
}

/** Calls at once, and during the pause after a call at most once more, at its end. */
function throttled(call: () => void, pause: number): () => void {
  let isPaused = false;
  let isWanted = false;
  return function callOrWait() {
    isWanted = isPaused;
    if (isPaused) return;
    isPaused = true;
    const endPause = () => {
      isPaused = false;
      if (isWanted) callOrWait();
    };
    setTimeout(endPause, pause).unref();
    call();
  };
}
