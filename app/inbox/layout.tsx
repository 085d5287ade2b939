import type { ReactNode } from "react";
import { InboxKeys } from "@/components/inbox/keys/inbox-keys";
import { InboxProvider } from "@/components/inbox/list/inbox-provider";

/** The parts of the inbox that stay while a reviewer goes from case to case. */
export default function InboxLayout({ children }: { children: ReactNode }) {
  return (
    <InboxProvider>
      {children}
      <InboxKeys />
    </InboxProvider>
  );
}
