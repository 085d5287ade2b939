"use client";

import { usePathname } from "next/navigation";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ServerClock } from "@/components/ui/relative-time";

interface ProvidersProps {
  nonce: string | undefined;
  /** The server's clock, in milliseconds. */
  now: number;
  children: ReactNode;
}

/** What every page needs; the nonce lets the theme's inline script and Radix's styles pass the content security policy. */
export function Providers({ nonce, now, children }: ProvidersProps) {
  // A refresh renders the layout with a new nonce, but the document keeps the policy it came with.
  const [documentNonce] = useState(() => {
    if (typeof window !== "undefined") Object.assign(window, { __webpack_nonce__: nonce });
    return nonce;
  });
  useFocusOnArrival();
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange nonce={documentNonce}>
      <ServerClock now={now}>{children}</ServerClock>
    </ThemeProvider>
  );
}

/** A new page has taken the link with the focus away: the focus goes to its heading, where a full load would begin. */
function useFocusOnArrival(): void {
  const pathname = usePathname();
  const arrivedAt = useRef(pathname);
  useEffect(() => {
    if (arrivedAt.current === pathname) return;
    arrivedAt.current = pathname;
    if (document.activeElement !== document.body) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }, [pathname]);
}
