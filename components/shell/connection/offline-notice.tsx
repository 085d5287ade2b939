"use client";

import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { useOnline } from "./use-online";

/** A link of this application that would replace the page by the browser's own error page. */
function stayOnPage(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const isElsewhere = link?.origin === window.location.origin && link.pathname !== window.location.pathname;
  if (isElsewhere && link.target === "" && !link.download) event.preventDefault();
}

/** Says that the browser is offline and that typed text is kept. Links then do nothing. */
export function OfflineNotice() {
  const online = useOnline();
  useEffect(() => {
    if (online) return;
    document.addEventListener("click", stayOnPage, { capture: true });
    return () => document.removeEventListener("click", stayOnPage, { capture: true });
  }, [online]);
  return (
    <div role="status" className="shrink-0">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-waiting-soft px-4 py-2 text-waiting">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          You are offline. What you typed stays here; the page goes on, and other pages open, when the connection is
          back.
        </p>
      )}
    </div>
  );
}
