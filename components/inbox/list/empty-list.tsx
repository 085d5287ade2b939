import { Inbox, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { InboxTab } from "@/lib/inbox/schema";
import { type InboxQuery, isNarrowed } from "../inbox-query";

const emptyTexts: Record<InboxTab, { title: string; text: string }> = {
  mine: { title: "You have no case", text: "Open one and press Claim. It is then listed here." },
  unassigned: { title: "Nothing unassigned", text: "New cases appear here." },
  open: { title: "Nothing waits for you", text: "A case appears here when it needs a decision." },
  claimant: {
    title: "No claimant is being asked",
    text: "Cases with a request for information are listed here until the claimant answers.",
  },
  snoozed: {
    title: "Nothing is snoozed",
    text: "A snoozed case is listed here until its time, then it is open.",
  },
  decided: { title: "Nothing decided yet", text: "Decided cases are kept here, with who decided and why." },
};

/** The text of an empty list: what will appear here, or how to clear the search. */
export function EmptyList({ query, onClear }: { query: InboxQuery; onClear(): void }) {
  const empty = emptyTexts[query.tab];
  if (!isNarrowed(query)) {
    return (
      <EmptyState icon={Inbox} title={empty.title}>
        {empty.text}
      </EmptyState>
    );
  }
  const clear = <Button onClick={onClear}>{query.search ? "Clear the search" : "Clear the filters"}</Button>;
  return (
    <EmptyState icon={SearchX} title="Nothing found" action={clear}>
      {query.search ? `No case here matches “${query.search}”.` : "No case here passes these filters."}
    </EmptyState>
  );
}
