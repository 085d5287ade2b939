import type { ReviewCase, ReviewListItem } from "@/lib/inbox/schema";
import { DecisionArea } from "../decision/decision-area";
import { DecisionProvider } from "../decision/decision-context";
import { type InboxQuery, inboxHref } from "../inbox-query";
import { CaseBackground } from "./background/case-background";
import { CaseHeader } from "./case-header";
import { Conversation } from "./conversation/conversation";
import { FactList } from "./facts/fact-list";

interface CaseViewProps {
  reviewCase: ReviewCase;
  /** The cases of the list; the next case is one of them. */
  items: ReviewListItem[];
  query: InboxQuery;
  viewer: { userId: string; name: string };
  now: number;
}

/**
 * One case with everything that a decision needs: facts, conversation and background beside each other, the decision
 * below. From 1024 px on the panes scroll. Below that they follow each other in the same order, and the decision stays
 * at the bottom of the window.
 */
export function CaseView({ reviewCase, items, query, viewer, now }: CaseViewProps) {
  const others = items.filter((item) => item.status === "open" && item.waitId !== reviewCase.waitId);
  const nextItem = others.find((item) => item.sessionId !== reviewCase.sessionId);
  const next = nextItem ? { item: nextItem, href: inboxHref(query, nextItem.waitId) } : null;
  const backHref = inboxHref(query);
  const canEdit = reviewCase.status === "open" && !reviewCase.isOwnClaim;
  return (
    <section
      aria-label="Case"
      tabIndex={-1}
      className={
        "grid min-h-0 min-w-0 bg-surface outline-none! lg:grid-cols-[15rem_minmax(0,1fr)_17rem] " +
        "lg:grid-rows-[auto_minmax(0,1fr)_auto] min-[87.5rem]:grid-cols-[18rem_minmax(0,1fr)_21rem]"
      }
    >
      <DecisionProvider key={reviewCase.waitId} waitId={reviewCase.waitId}>
        <CaseHeader reviewCase={reviewCase} viewerId={viewer.userId} backHref={backHref} now={now} />
        <div className="relative border-line max-lg:border-b lg:overflow-y-auto lg:border-r">
          <FactList
            facts={reviewCase.facts}
            proposed={reviewCase.proposed}
            canEdit={canEdit}
            decision={reviewCase.decision}
            viewerId={viewer.userId}
          />
        </div>
        <div className="flex min-h-0 min-w-0 flex-col border-line max-lg:border-b lg:border-r">
          <Conversation
            messages={reviewCase.messages}
            claimantName={reviewCase.claimantName}
            questions={[]}
            seenUpTo={null}
          />
        </div>
        <CaseBackground reviewCase={reviewCase} />
        <section
          aria-label="Decision"
          className={
            "border-line border-t bg-surface px-4 py-3 max-lg:sticky max-lg:bottom-0 max-lg:z-20 lg:col-span-full " +
            "short:static"
          }
        >
          <DecisionArea
            reviewCase={reviewCase}
            next={next}
            reopenedHref={null}
            backHref={backHref}
            viewerId={viewer.userId}
          />
        </section>
      </DecisionProvider>
    </section>
  );
}
