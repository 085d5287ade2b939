"use client";

import { createContext, type ReactNode, use, useState, useSyncExternalStore } from "react";
import { type Clock, createClock } from "./clock";

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

const ClockContext = createContext<{ clock: Clock; serverNow: number } | null>(null);

/**
 * One clock for all times on the page. `now` is the server's time of the request, in milliseconds: the browser hydrates
 * with the text that the server rendered, and its own clock takes over after that.
 */
export function ClockProvider({ now, children }: { now: number; children: ReactNode }) {
  // A refresh renders the layout again, but the hydrated text belongs to the first request.
  const [value] = useState(() => ({ clock: createClock(), serverNow: now }));
  return <ClockContext value={value}>{children}</ClockContext>;
}

interface RelativeTimeProps {
  iso: string;
  id?: string;
  className?: string;
}

/** A time relative to now, with the exact time on hover: in UTC from the server, then in the zone of the browser. */
export function RelativeTime({ iso, id, className }: RelativeTimeProps) {
  const { clock, serverNow } = useClock();
  const now = useSyncExternalStore(clock.subscribe, clock.read, () => null);
  const exact = exactTime(iso, now === null ? "UTC" : undefined);
  return (
    <time id={id} dateTime={iso} title={exact} className={className}>
      {relativeTime(iso, now ?? serverNow)}
    </time>
  );
}

function useClock() {
  const clock = use(ClockContext);
  if (!clock) throw new Error("RelativeTime is used outside ClockProvider");
  return clock;
}
