"use client";

import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Whether the browser has a connection. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

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
