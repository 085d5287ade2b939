"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * The place of the decision, below the case. Where it covers the bottom of the window, what gets the focus is scrolled
 * above it (WCAG 2.4.11).
 */
export function DecisionBar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const place = bar.current;
    if (!place) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      const isSticky = getComputedStyle(place).position === "sticky";
      style.scrollPaddingBottom = isSticky ? `${place.offsetHeight + gap}px` : "";
    });
    observer.observe(place);
    return () => {
      observer.disconnect();
      style.scrollPaddingBottom = "";
    };
  }, []);

  return (
    <section
      ref={bar}
      aria-label="Decision"
      className={
        "border-line border-t bg-surface px-4 py-3 max-lg:sticky max-lg:bottom-0 max-lg:z-20 lg:col-span-full " +
        "short:static"
      }
    >
      {children}
    </section>
  );
}

/** Between the focused element and the bar, in pixels: room for the ring of the focus. */
const gap = 8;
