"use client";

import { WifiOff } from "lucide-react";
import { useOnline } from "./use-online";

/** Says that the browser is offline and that typed text is kept. */
export function OfflineNotice() {
  const online = useOnline();
  return (
    <div role="status" className="shrink-0">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-waiting-soft px-4 py-2 text-waiting">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          You are offline. What you typed stays here; the page goes on when the connection is back.
        </p>
      )}
    </div>
  );
}
