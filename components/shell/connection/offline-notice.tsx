"use client";

import { WifiOff } from "lucide-react";
import { useEffect } from "react";
import { useStore } from "zustand";
import { keepPageRequests, pageRequestStore } from "./page-requests";
import { useOnline } from "./use-online";

/** A link of this application that would replace the page by the browser's own error page. */
function stayOnPage(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const isElsewhere = link?.origin === window.location.origin && link.pathname !== window.location.pathname;
  if (isElsewhere && link.target === "" && !link.download) event.preventDefault();
}

const unansweredText = "GraphFlow does not answer. What you typed stays here; the page goes on when it answers again.";
const offlineText =
  "You are offline. What you typed stays here; the page goes on, and other pages open, when the connection is back.";

/**
 * Says that the browser is offline, or that the server does not answer, and that typed text is kept. Offline, links do
 * nothing; without an answer a page that is asked for opens later.
 */
export function OfflineNotice() {
  const online = useOnline();
  const isWaiting = useStore(pageRequestStore, ({ waiting }) => waiting > 0);
  useEffect(() => keepPageRequests(), []);
  useEffect(() => {
    if (online) return;
    document.addEventListener("click", stayOnPage, { capture: true });
    return () => document.removeEventListener("click", stayOnPage, { capture: true });
  }, [online]);
  return (
    <div role="status" className="shrink-0">
      {(!online || isWaiting) && (
        <p className="flex items-center justify-center gap-2 bg-waiting-soft px-4 py-2 text-waiting">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {online ? unansweredText : offlineText}
        </p>
      )}
    </div>
  );
}
