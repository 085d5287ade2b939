"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
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
  return (
    <ThemeProvider attribute="data-theme" defaultTheme="system" disableTransitionOnChange nonce={documentNonce}>
      <ServerClock now={now}>{children}</ServerClock>
    </ThemeProvider>
  );
}
