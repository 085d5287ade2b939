"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useEditor } from "./store/store";

/** How long a sentence is seen that nobody dismisses. Milliseconds. */
const shownMs = 10_000;

/**
 * Says what the editor has to say, once: seen for a while over the foot of the window, and read out. What can be seen
 * anyway, such as an undone step, is only read out.
 */
export function Notice() {
  const { text, isQuiet, count } = useEditor((state) => state.notice);
  const [dismissed, setDismissed] = useState(count);
  const isShown = !isQuiet && count !== dismissed;
  useEffect(() => {
    if (!isShown) return;
    const timer = setTimeout(() => setDismissed(count), shownMs);
    return () => clearTimeout(timer);
  }, [isShown, count]);
  return (
    <>
      {/* The same sentence said again is another element, so that it is read out again. */}
      <div role="status" className="sr-only">
        <p key={count}>{text}</p>
      </div>
      {isShown && (
        <div className="fixed bottom-20 left-1/2 z-50 flex w-90 max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-3 rounded-surface border bg-surface p-3 shadow-float sm:bottom-6">
          <p aria-hidden className="wrap-anywhere min-w-0 flex-1">
            {text}
          </p>
          {/* A press leaves the focus where it is: this goes, and would take it along. */}
          <Button
            variant="quiet"
            size="icon"
            aria-label="Dismiss"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setDismissed(count)}
          >
            <X aria-hidden />
          </Button>
        </div>
      )}
    </>
  );
}
