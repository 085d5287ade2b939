import type { ReactNode } from "react";
import { InboxProvider } from "@/components/inbox/list/inbox-provider";
import { ClockProvider } from "@/components/ui/relative-time";

/** The providers of every page and of the inbox, for `render(…, { wrapper: TestProviders })`. */
export function TestProviders({ children }: { children: ReactNode }) {
  return (
    <ClockProvider now={Date.parse("2026-11-15T12:00:00Z")}>
      <InboxProvider>{children}</InboxProvider>
    </ClockProvider>
  );
}
