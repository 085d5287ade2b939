import { InboxPane } from "@/components/inbox/inbox-pane";
import type { InboxQuery } from "@/components/inbox/inbox-query";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { countCases, listCases } from "@/lib/inbox/data";
import { findColleagues } from "@/lib/inbox/mutations";
import { currentCursor } from "@/lib/sessions/reading/events";

interface CaseListProps {
  reviewer: ReviewerPrincipal;
  query: InboxQuery;
  selectedId?: string;
  now: number;
  className?: string;
}

/** The list of the inbox with its first part, for the pages of the inbox. */
export async function CaseList({ reviewer, query, ...pane }: CaseListProps) {
  const { tab, sort, search, queue, tag, flagged, overdue, escalated } = query;
  // Read before the cases: nothing that happens meanwhile is missed.
  const since = await currentCursor();
  const asked = { search: search || undefined, queue: queue || undefined, tag: tag || undefined };
  const [page, counts, colleagues] = await Promise.all([
    listCases(reviewer, { tab, sort, ...asked, flagged, overdue, escalated }),
    countCases(reviewer),
    Promise.all(reviewer.queues.map((name) => findColleagues(name))),
  ]);
  const people = new Map(colleagues.flat().map((person) => [person.id, person]));
  return (
    <InboxPane
      first={{ query, page, counts, since }}
      viewer={{ id: reviewer.userId, name: reviewer.name }}
      queues={reviewer.queues}
      colleagues={[...people.values()]}
      {...pane}
    />
  );
}
