import type { ReactNode } from "react";
import { ListPositionProvider } from "@/components/inbox/list/list-position";
import { ClockProvider } from "@/components/ui/relative-time";

/** The providers of every page, for `render(…, { wrapper: TestProviders })`. */
export function TestProviders({ children }: { children: ReactNode }) {
  return (
    <ClockProvider now={Date.parse("2026-11-15T12:00:00Z")}>
      <ListPositionProvider>{children}</ListPositionProvider>
    </ClockProvider>
  );
}
