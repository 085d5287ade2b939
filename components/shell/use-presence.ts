"use client";

import { useEffect, useState } from "react";
import { mintMessageId } from "@/components/chat/turn";
import type { PresentPerson } from "@/lib/presence/schema";

const beatMs = 10_000;
/** As long as the server keeps somebody without a sign of life. */
const goneAfterMs = 30_000;

const nobody: PresentPerson[] = [];

/**
 * Who else has this place open ("workflow:claims"), the longest first; it says the same of this tab as long as it is shown.
 * A hidden tab and one that is closed leave. What was heard is forgotten when no answer comes any more.
 */
export function usePresence(place: string): PresentPerson[] {
  const [people, setPeople] = useState(nobody);
  useEffect(() => {
    const leave = bePresent(place, (now) => setPeople((known) => keepSame(known, now)));
    return () => {
      setPeople(nobody);
      leave();
    };
  }, [place]);
  return people;
}

/** Says to the server that this tab has a place open, and tells who else has. Returns what leaves it. */
export function bePresent(place: string, tell: (people: PresentPerson[]) => void): () => void {
  const tabId = mintMessageId();
  const body = (leaving: boolean) => JSON.stringify({ place, tabId, leaving });
  let heardAt = 0;
  let isOver = false;

  async function beat() {
    if (document.hidden) return;
    const answer = await fetch("/api/presence", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: body(false),
      signal: AbortSignal.timeout(beatMs),
    }).catch(() => null);
    if (isOver) return;
    if (answer?.ok) {
      const said: { people: PresentPerson[] } = await answer.json();
      heardAt = Date.now();
      if (!isOver) tell(said.people.filter(({ isYou }) => !isYou));
    } else if (Date.now() - heardAt > goneAfterMs) tell(nobody);
  }

  function leave() {
    navigator.sendBeacon("/api/presence", new Blob([body(true)], { type: "application/json" }));
  }

  const follow = () => (document.hidden ? leave() : void beat());
  const timer = setInterval(beat, beatMs);
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", beat);
  void beat();

  return () => {
    isOver = true;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", follow);
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("online", beat);
    leave();
  };
}

/** The same list while the same people are there, so that nothing is drawn anew every ten seconds. */
const keepSame = (known: PresentPerson[], now: PresentPerson[]): PresentPerson[] =>
  known.length === now.length && known.every(({ id }, index) => id === now[index]?.id) ? known : now;
