import { Client } from "pg";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { connectionOptions } from "./connection";
import { databaseUrl } from "./pool";

interface Subscription {
  onNotification(payload: string): void;
  /** The connection is there, for the first time or again: notifications may have been missed. */
  onConnect(): void;
}

const firstPauseMs = 250;
const longestPauseMs = 10_000;
/** How often a quiet connection is checked. */
const heartbeatMs = 30_000;

/** The one connection of a process that listens; it is open while there is a subscription. */
class NotificationListener {
  readonly #channels = new Map<string, Set<Subscription>>();
  #client: Client | undefined;
  #isConnected = false;
  #pauseMs = firstPauseMs;
  #reconnect: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  get isConnected(): boolean {
    return this.#isConnected;
  }

  subscribe(channel: string, subscription: Subscription): () => void {
    const others = this.#channels.get(channel);
    if (others) others.add(subscription);
    else this.#channels.set(channel, new Set([subscription]));
    if (!this.#client && !this.#reconnect) void this.#connect();
    else if (this.#isConnected) void this.#listenTo(others ? [] : [channel], [subscription]);
    return () => this.#unsubscribe(channel, subscription);
  }

  #unsubscribe(channel: string, subscription: Subscription): void {
    const subscriptions = this.#channels.get(channel);
    if (!subscriptions?.delete(subscription) || subscriptions.size > 0) return;
    this.#channels.delete(channel);
    if (this.#channels.size === 0) this.#close();
    else if (this.#isConnected) this.#client?.query(`UNLISTEN ${channel}`).catch(() => {}); // lost: it listens no more
  }

  async #connect(): Promise<void> {
    this.#reconnect = undefined;
    let client: Client | undefined;
    try {
      client = this.#newClient();
      this.#client = client;
      await client.connect();
      if (client !== this.#client) return void client.end().catch(() => {}); // closed meanwhile
      this.#isConnected = true;
      await this.#listenTo(
        [...this.#channels.keys()],
        [...this.#channels.values()].flatMap((all) => [...all]),
      );
      // Lost meanwhile: a heartbeat started now would belong to no connection and never be cleared.
      if (client !== this.#client) return;
      this.#pauseMs = firstPauseMs;
      this.#heartbeat = setInterval((mine: Client) => void this.#check(mine), heartbeatMs, client);
    } catch (error) {
      if (client === this.#client) log.warn({ err: error }, "The database cannot be listened to; polling stands in");
      this.#lose(client);
    }
  }

  #newClient(): Client {
    // It only listens: none of the settings of a connection matters to it.
    const client = new Client({ ...connectionOptions(databaseUrl()), connectionTimeoutMillis: 2_000 });
    client.on("notification", ({ channel, payload = "" }) => {
      for (const one of this.#channels.get(channel) ?? []) protect(() => one.onNotification(payload));
    });
    // A lost connection emits one of these events or both. An "error" event without a listener would end the process.
    client.on("error", () => this.#lose(client));
    client.on("end", () => this.#lose(client));
    return client;
  }

  async #listenTo(channels: string[], subscriptions: Subscription[]): Promise<void> {
    const client = this.#client;
    try {
      for (const channel of channels) await client?.query(`LISTEN ${channel}`);
      for (const one of subscriptions) protect(() => one.onConnect());
    } catch (error) {
      if (client) this.#lose(client);
      log.debug({ err: error }, "The listening connection was lost");
    }
  }

  /** A connection that a firewall dropped does not answer: TCP alone would report it after many minutes. */
  async #check(client: Client): Promise<void> {
    const silence = setTimeout(() => this.#lose(client), 5_000);
    await client.query("SELECT 1").catch(() => this.#lose(client));
    clearTimeout(silence);
  }

  #lose(client: Client | undefined): void {
    if (client !== this.#client) return;
    this.#close();
    this.#reconnect = setTimeout(() => void this.#connect(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }

  #close(): void {
    clearTimeout(this.#reconnect);
    clearInterval(this.#heartbeat);
    this.#reconnect = undefined;
    this.#isConnected = false;
    const client = this.#client;
    this.#client = undefined;
    client?.end().catch(() => {}); // already lost
  }
}

function protect(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    log.error({ err: error }, "A subscriber to notifications failed");
  }
}

/**
 * Receives the notifications of Postgres on one connection per process. A missed notification costs latency, never
 * data.
 */
export const notificationListener = (): NotificationListener =>
  processState("notification-listener", () => new NotificationListener());
