"use client";

import { useEffect, useRef } from "react";

/** Events within this time cause one call. */
const debounceMs = 200;

/** Debounces a function. It is not called while offline, because a refresh would leave the page. */
export function useDebounced(call: () => void, ms = debounceMs): () => void {
  const latest = useRef(call);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = call;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      if (navigator.onLine) latest.current();
    }, ms);
  };
}
