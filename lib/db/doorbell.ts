import { Client } from "pg";
import { prisma } from "@/lib/db/client";
import { log } from "@/lib/log";
import { connectionOptions } from "./connection";
import { databaseUrl } from "./pool";
import { newestSettled } from "./settled";

// A doorbell says "look", never what there is to see: whoever hears it reads the event log with a cursor of their own.
// A missed ring costs at most one poll, never data.
const channel = "graphflow_doorbell";
const coalesceMs = 50;
const pollMs = 2_000;
const longestPauseMs = 10_000;

/** Called with the session something happened to; null when it may be any. */
type Listener = (sessionId: string | null) => void;

const listeners = new Set<Listener>();

// Routes and server actions have a copy of this module each; whose run it is does not depend on who is asked to stop it.
const holder = globalThis as { graphflowStopListeners?: Map<string, Set<() => void>> };
holder.graphflowStopListeners ??= new Map();
/** Who wants to know, by session, that its run should stop. */
const stopListeners = holder.graphflowStopListeners;

const pending = new Set<string>();
const stopPrefix = "stop:";

/**
 * Tells every process that something was committed for the session, or that whoever runs it should stop. Returns at
 * once, never throws; rings within 50 ms are one.
 */
export function ringDoorbell(sessionId: string, about: "news" | "stop" = "news"): void {
  if (pending.size === 0) setTimeout(ring, coalesceMs).unref();
  if (about === "stop") {
    tellToStop(sessionId);
    pending.add(stopPrefix + sessionId);
  }
  pending.add(sessionId);
}

/**
 * Calls `listener` when the session's run should stop: at once when this process was asked, soon when another one was
 * and this one listens already. Returns the way out.
 */
export function onStopRing(sessionId: string, listener: () => void): () => void {
  const others = stopListeners.get(sessionId) ?? new Set();
  stopListeners.set(sessionId, others.add(listener));
  return () => {
    if (others.delete(listener) && others.size === 0) stopListeners.delete(sessionId);
  };
}

function tellToStop(sessionId: string): void {
  for (const listener of stopListeners.get(sessionId) ?? []) listener();
}

function ring(): void {
  const sessionIds = [...pending];
  pending.clear();
  prisma.$executeRaw`SELECT pg_notify(${channel}, id) FROM unnest(${sessionIds}::text[]) AS id`.catch(
    (error: unknown) => log.warn({ err: error }, "The doorbell did not ring; polling will find what happened"),
  );
}

/**
 * Calls `listener` when something may have been committed. One database connection per process listens while anybody
 * does; it comes back by itself when it is lost, and a poll every two seconds stands in for it. Returns the way out.
 */
export function onRing(listener: Listener): () => void {
  listeners.add(listener);
  if (listeners.size === 1) stopListening = listen();
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) stopListening();
  };
}

let stopListening = () => {};

function tellAll(sessionId: string | null): void {
  for (const listener of listeners) {
    try {
      listener(sessionId);
    } catch (error) {
      log.error({ err: error }, "A listener of the doorbell failed");
    }
  }
}

/** Keeps one LISTEN connection and the poll alive until the returned function is called. */
function listen(): () => void {
  let stopped = false;
  let client: Client | undefined;
  let pauseMs = 250;
  let reconnectTimer: NodeJS.Timeout | undefined;

  const connect = async () => {
    // It only listens: none of the settings of a connection matters to it.
    const next = new Client({ ...connectionOptions(databaseUrl()), connectionTimeoutMillis: 2_000 });
    client = next;
    next.on("notification", ({ payload = null }) => {
      if (payload?.startsWith(stopPrefix)) tellToStop(payload.slice(stopPrefix.length));
      else tellAll(payload);
    });
    // Both follow a lost connection, sometimes one without the other; an "error" nobody hears would end the process.
    next.on("error", () => lost(next));
    next.on("end", () => lost(next));
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
      pauseMs = 250;
      // Whatever rang while nobody listened.
      tellAll(null);
    } catch (error) {
      if (!stopped) log.warn({ err: error }, "The doorbell cannot listen; polling stands in");
      lost(next);
    }
    if (stopped) await next.end().catch(() => {});
  };

  const lost = (which: Client) => {
    if (stopped || which !== client) return;
    client = undefined;
    which.end().catch(() => {});
    reconnectTimer = setTimeout(connect, pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  const stopPolling = poll();
  void connect();
  return () => {
    stopped = true;
    stopPolling();
    clearTimeout(reconnectTimer);
    client?.end().catch(() => {});
  };
}

/** One small question per process every two seconds; listeners hear of it only when there is something new. */
function poll(): () => void {
  let head = -1n;
  let asking = false;
  const timer = setInterval(async () => {
    if (asking) return;
    asking = true;
    try {
      const [row] = await prisma.$queryRaw<{ tx: bigint | null }[]>(newestSettled);
      const now = row?.tx ?? 0n;
      if (now !== head) tellAll(null);
      head = now;
    } catch (error) {
      log.debug({ err: error }, "Polling for events failed");
    } finally {
      asking = false;
    }
  }, pollMs);
  return () => clearInterval(timer);
}
