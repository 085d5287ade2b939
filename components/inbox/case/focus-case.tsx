"use client";

import { useEffect } from "react";

/** Focuses a case that opens while nothing has the focus, so that its keys work. Renders nothing. */
export function FocusCase() {
  useEffect(() => {
    if (document.activeElement !== document.body || window.location.hash) return;
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, []);
  return null;
}
