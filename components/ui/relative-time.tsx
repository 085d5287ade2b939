"use client";

import { createContext, type ReactNode, use, useState, useSyncExternalStore } from "react";

const minute = 60_000;

/** "15 Nov 2026, 14:05" where the reader is, or with `timeZone: "UTC"` the same on every machine. */
export function exactTime(iso: string, timeZone?: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone });
  return format.format(new Date(iso)) + (timeZone ? ` ${timeZone}` : "");
}

/** "just now", "5 min ago", "in 3 hours", "2 days ago"; past a week the date. `now` in milliseconds. */
export function relativeTime(iso: string, now: number): string {
  const distance = new Date(iso).getTime() - now;
  const minutes = Math.round(Math.abs(distance) / minute);
  if (minutes < 1) return "just now";
  const [amount, unit] =
    minutes < 60
      ? [minutes, "min"]
      : minutes < 24 * 60
        ? [Math.round(minutes / 60), "hour"]
        : [Math.round(minutes / 60 / 24), "day"];
  if (unit === "day" && amount > 7) return exactTime(iso).split(",")[0] ?? "";
  const words = `${amount} ${unit}${unit !== "min" && amount !== 1 ? "s" : ""}`;
  return distance < 0 ? `${words} ago` : `in ${words}`;
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let clock = 0;

/** One clock for all times on the page; it runs while one of them is shown. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    clock = Date.now();
    for (const each of listeners) each();
  }, minute / 2);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
      clock = 0;
    }
  };
}

function readClock(): number {
  clock ||= Date.now();
  return clock;
}

const ServerNow = createContext<number | null>(null);

/**
 * The server's clock at the time of the request, for the times on the page: the browser hydrates with the words that
 * the server rendered, and nothing moves when its own clock takes over.
 */
export function ServerClock({ now, children }: { now: number; children: ReactNode }) {
  // A refresh renders the layout again; the words that are hydrated belong to the first time.
  const [first] = useState(now);
  return <ServerNow value={first}>{children}</ServerNow>;
}

interface RelativeTimeProps {
  iso: string;
  id?: string;
  className?: string;
}

/** A time relative to now, the exact one on hover; of the reader's zone, the server does not know, and says UTC. */
export function RelativeTime({ iso, id, className }: RelativeTimeProps) {
  const serverNow = use(ServerNow);
  const now = useSyncExternalStore(subscribe, readClock, () => null);
  const shownAt = now ?? serverNow;
  const exact = exactTime(iso, now === null ? "UTC" : undefined);
  return (
    <time id={id} dateTime={iso} title={exact} className={className}>
      {shownAt === null ? exact : relativeTime(iso, shownAt)}
    </time>
  );
}
