"use client";

import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useEditor } from "./store/store";

/** How long a notice is visible. Milliseconds. */
const shownMs = 10_000;

/**
 * Shows the last notice of the editor for some seconds and announces it to screen readers. A quiet notice, such as an
 * undone step, is only announced.
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
      {/* A repeated sentence is a new element, so screen readers announce it again. */}
      <div role="status" className="sr-only">
        <p key={count}>{text}</p>
      </div>
      {isShown && (
        <div
          className={cn(
            "fixed bottom-20 left-1/2 z-50 w-90 max-w-[calc(100vw-2rem)] -translate-x-1/2 sm:bottom-6",
            "flex items-center gap-3 rounded-surface border bg-surface p-3 shadow-float",
          )}
        >
          <p aria-hidden className="wrap-anywhere min-w-0 flex-1">
            {text}
          </p>
          {/* The button must not take the focus, because it is removed when it is pressed. */}
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
