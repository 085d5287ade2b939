import type { ReactNode } from "react";
import { InboxProvider } from "@/components/inbox/list/inbox-provider";

/** The parts of the inbox that stay while a reviewer goes from case to case. */
export default function InboxLayout({ children }: { children: ReactNode }) {
  return <InboxProvider>{children}</InboxProvider>;
}
