import { Inbox } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { CaseRow } from "@/lib/inbox/schema";
import { type InboxQuery, inboxHref } from "./inbox-query";

interface ChooseCaseProps {
  items: CaseRow[];
  query: InboxQuery;
  now: number;
}

/** Shown while no case is open: how many cases wait, and a link to the first. */
export function ChooseCase({ items, query, now }: ChooseCaseProps) {
  const open = items.filter((item) => item.status === "open");
  const longest = open.toSorted((a, b) => a.waitingSince.localeCompare(b.waitingSince))[0];
  const overdue = open.filter((item) => item.dueAt && Date.parse(item.dueAt) < now).length;
  return (
    <section aria-label="Case" className="grid place-items-center max-[1199px]:hidden">
      {longest ? (
        <EmptyState
          icon={Inbox}
          title="Choose a case"
          action={
            <Button asChild>
              <Link href={inboxHref(query, longest.caseId)}>Open the one that waits longest</Link>
            </Button>
          }
        >
          {open.length === 1 ? "One case waits" : `${open.length} cases wait`} for a decision
          {overdue > 0 && `, ${overdue} overdue`}. What was said, the facts and the graph are shown here.
        </EmptyState>
      ) : (
        <EmptyState icon={Inbox} title={items.length > 0 ? "Choose a case" : "No case to show"}>
          {items.length > 0
            ? "What was said, what was decided and the graph are shown here."
            : "New cases appear in the list by themselves; you can leave this page open."}
        </EmptyState>
      )}
    </section>
  );
}
