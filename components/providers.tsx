"use client";

import { usePathname } from "next/navigation";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { EarlyPressScript, useEarlyPress } from "@/components/shell/hydration/early-presses";
import { ClockProvider } from "@/components/ui/relative-time";

interface ProvidersProps {
  nonce: string | undefined;
  /** The server's clock, in milliseconds. */
  now: number;
  children: ReactNode;
}

/** The providers of every page. The nonce is for its scripts and Radix's styles (content security policy). */
export function Providers({ nonce, now, children }: ProvidersProps) {
  // A refresh renders the layout with a new nonce, but the document keeps the policy it came with.
  const [documentNonce] = useState(() => {
    if (typeof window !== "undefined") Object.assign(window, { __webpack_nonce__: nonce });
    return nonce;
  });
  useFocusOnNavigation();
  useEarlyPress();
  return (
    <>
      <EarlyPressScript nonce={documentNonce} />
      <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange nonce={documentNonce}>
        <ClockProvider now={now}>{children}</ClockProvider>
      </ThemeProvider>
    </>
  );
}

/** A new page removes the link that had the focus. The focus then moves to the heading, as after a full load. */
function useFocusOnNavigation(): void {
  const pathname = usePathname();
  const lastPathname = useRef(pathname);
  useEffect(() => {
    if (lastPathname.current === pathname) return;
    lastPathname.current = pathname;
    if (document.activeElement !== document.body) return;
    const heading = document.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }, [pathname]);
}
