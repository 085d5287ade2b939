"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * Scrolls the conversation to its newest message. Its panes are reversed: 0 is the end. On a wide screen the log
 * scrolls, on a phone the column around it.
 */
export function scrollToEnd(log: HTMLElement | null): void {
  for (const pane of [log, log?.closest("[data-scroller]")]) pane?.scrollTo({ top: 0 });
}

interface NewestInView {
  /** The number of the claimant's newest message that was not sent with the box. */
  pressedSeq: number;
  /** The facts wait to be confirmed: after a change in the card the claimant goes on in the card. */
  isConfirming: boolean;
  hasLetter: boolean;
}

/**
 * Keeps in view what is new: the reply to a button of the facts, which may be far above the conversation, and the
 * outcome at the beginning of the letter, on opening too.
 */
export function useNewestInView(
  log: RefObject<HTMLElement | null>,
  { pressedSeq, isConfirming, hasLetter }: NewestInView,
): void {
  const shpressedSeq = useRef(pressedSeq);

  useEffect(() => {
    const isNewer = pressedSeq > shpressedSeq.current;
    shpressedSeq.current = pressedSeq;
    if (isNewer && !isConfirming) scrollToEnd(log.current);
  }, [log, pressedSeq, isConfirming]);

  useEffect(() => {
    // A link to a message has its own place.
    if (!hasLetter || window.location.hash) return;
    const letter = log.current?.querySelector("[data-letter]");
    if (!letter || !log.current) return;
    const panes = [log.current, log.current.closest("[data-scroller]")];
    const top = Math.max(...panes.map((pane) => pane?.getBoundingClientRect().top ?? 0), 0);
    if (letter.getBoundingClientRect().top < top) letter.scrollIntoView({ block: "start" });
  }, [log, hasLetter]);
}
