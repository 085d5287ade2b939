import { prisma } from "@/lib/db/client";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { newestFinished } from "./finished-transactions";
import { notificationListener } from "./notification-listener";

// A notification says that something was committed, never what: its receiver reads the event log with its own cursor.
// A missed one costs at most one poll, never data.
const channel = "graphflow_sessions";
const coalesceMs = 50;
const pollMs = 5_000;
const pollWithoutListeningMs = 2_000;
const stopPrefix = "stop:";

/** Called with the session that changed; null when it may be any. */
type Listener = (sessionId: string | null) => void;

interface SessionNotifications {
  listeners: Set<Listener>;
  /** Ends the subscription that all listeners share. */
  unsubscribe(): void;
  /** What stops a session's run in this process. */
  stopListeners: Map<string, Set<() => void>>;
  /** Payloads of the next flush. */
  pending: Set<string>;
}

const state = processState<SessionNotifications>("session-notifications", () => ({
  listeners: new Set(),
  unsubscribe: () => {},
  stopListeners: new Map(),
  pending: new Set(),
}));

/**
 * Notifies every process that something was committed for the session, or that its run should stop. Returns at once and
 * never throws; notifications within 50 ms are sent together.
 */
export function notifySession(sessionId: string, about: "news" | "stop" = "news"): void {
  if (state.pending.size === 0) setTimeout(flush, coalesceMs).unref();
  if (about === "stop") {
    stopRun(sessionId);
    state.pending.add(stopPrefix + sessionId);
  }
  state.pending.add(sessionId);
}

/**
 * Calls `listener` when the session's run should stop: at once when this process was asked, after a notification when
 * another one was and this one listens. Returns what ends the subscription.
 */
export function onStopRequest(sessionId: string, listener: () => void): () => void {
  const others = state.stopListeners.get(sessionId) ?? new Set();
  state.stopListeners.set(sessionId, others.add(listener));
  return () => {
    if (others.delete(listener) && others.size === 0) state.stopListeners.delete(sessionId);
  };
}

function stopRun(sessionId: string): void {
  for (const listener of state.stopListeners.get(sessionId) ?? []) listener();
}

function flush(): void {
  const payloads = [...state.pending];
  state.pending.clear();
  prisma.$executeRaw`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`.catch(
    (error: unknown) => log.warn({ err: error }, "A notification was not sent; polling will find what happened"),
  );
}

/**
 * Calls `listener` when something may have been committed. The process listens on one connection while there is a
 * listener; a poll stands in for lost notifications. Returns what ends the subscription.
 */
export function onSessionNotification(listener: Listener): () => void {
  state.listeners.add(listener);
  if (state.listeners.size === 1) state.unsubscribe = follow();
  return () => {
    if (state.listeners.delete(listener) && state.listeners.size === 0) state.unsubscribe();
  };
}

function callListeners(sessionId: string | null): void {
  for (const listener of state.listeners) {
    try {
      listener(sessionId);
    } catch (error) {
      log.error({ err: error }, "A listener for a session's events failed");
    }
  }
}

function follow(): () => void {
  const unsubscribe = notificationListener().subscribe(channel, {
    onNotification(payload) {
      if (payload.startsWith(stopPrefix)) stopRun(payload.slice(stopPrefix.length));
      else callListeners(payload);
    },
    onConnect: () => callListeners(null),
  });
  const stopPolling = poll();
  return () => {
    unsubscribe();
    stopPolling();
  };
}

/** One small statement a process every few seconds; listeners are called only when there is something new. */
function poll(): () => void {
  let head = -1n;
  let isStopped = false;
  let timer: NodeJS.Timeout;
  const look = async () => {
    try {
      const [row] = await prisma.$queryRaw<{ tx: bigint | null }[]>(newestFinished);
      const now = row?.tx ?? 0n;
      if (now !== head) callListeners(null);
      head = now;
    } catch (error) {
      log.debug({ err: error }, "Polling for events failed");
    }
    schedule();
  };
  const schedule = () => {
    const ms = notificationListener().isConnected ? pollMs : pollWithoutListeningMs;
    if (!isStopped) timer = setTimeout(look, ms);
  };
  schedule();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
