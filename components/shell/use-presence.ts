"use client";

import { useEffect, useState } from "react";
import { createId } from "@/components/ui/requests/create-id";
import type { PresentPerson } from "@/lib/presence/schema";

const heartbeatMs = 10_000;
/** The server removes a tab after this time without a heartbeat. */
const timeoutMs = 30_000;

const noPeople: PresentPerson[] = [];

/**
 * The other people who have a place open ("workflow:claims"), the longest first. While this tab is shown it sends
 * heartbeats for its own person; a hidden or closed tab leaves. The list becomes empty when the server stops answering.
 */
export function usePresence(place: string): PresentPerson[] {
  const [people, setPeople] = useState(noPeople);
  useEffect(() => {
    const leave = announcePresence(place, (now) => setPeople((known) => keepSame(known, now)));
    return () => {
      setPeople(noPeople);
      leave();
    };
  }, [place]);
  return people;
}

/** Sends heartbeats for this tab and reports the other people at the place. Returns a function that ends both. */
export function announcePresence(place: string, report: (people: PresentPerson[]) => void): () => void {
  const tabId = createId();
  const body = (leaving: boolean) => JSON.stringify({ place, tabId, leaving });
  let answeredAt = 0;
  let isOver = false;

  async function sendHeartbeat() {
    if (document.hidden) return;
    const people = await askForPeople(body(false)).catch(() => null);
    if (people) answeredAt = Date.now();
    if (isOver) return;
    if (people) report(people.filter(({ isYou }) => !isYou));
    else if (Date.now() - answeredAt > timeoutMs) report(noPeople);
  }

  function leave() {
    navigator.sendBeacon("/api/presence", new Blob([body(true)], { type: "application/json" }));
  }

  const follow = () => (document.hidden ? leave() : void sendHeartbeat());
  const timer = setInterval(sendHeartbeat, heartbeatMs);
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", sendHeartbeat);
  void sendHeartbeat();

  return () => {
    isOver = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", follow);
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("online", sendHeartbeat);
    leave();
  };
}

/** Sends a heartbeat; null when the server refuses it. Rejects when the answer does not come whole in time. */
async function askForPeople(body: string): Promise<PresentPerson[] | null> {
  const answer = await fetch("/api/presence", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(heartbeatMs),
  });
  if (!answer.ok) return null;
  const presence: { people: PresentPerson[] } = await answer.json();
  return presence.people;
}

/** Returns the known list while the people are the same, so that nothing renders again on every heartbeat. */
const keepSame = (known: PresentPerson[], now: PresentPerson[]): PresentPerson[] =>
  known.length === now.length && known.every(({ id }, index) => id === now[index]?.id) ? known : now;
