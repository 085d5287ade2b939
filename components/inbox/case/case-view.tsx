import type { CaseRow, CaseView as ReviewCase } from "@/lib/inbox/schema";
import { DecisionArea } from "../decision/decision-area";
import { DecisionProvider } from "../decision/decision-context";
import { type InboxQuery, inboxHref } from "../inbox-query";
import { CaseHeader } from "./case-header";
import { CaseSide } from "./case-side";
import { Conversation } from "./conversation";
import { FactList } from "./fact-list";

interface CaseViewProps {
  reviewCase: ReviewCase;
  /** The cases of the list; the next case is one of them. */
  items: CaseRow[];
  query: InboxQuery;
  viewer: { userId: string; name: string };
  now: number;
}

/**
 * One case with everything that a decision needs. From 1024 px on the panes scroll; below that they follow each other
 * and the decision stays at the bottom of the window.
 */
export function CaseView({ reviewCase, items, query, viewer, now }: CaseViewProps) {
  // A colleague's case is not next.
  const isFree = ({ status, assignee, pending }: CaseRow) =>
    status === "open" && !pending && (assignee === null || assignee.id === viewer.userId);
  const nextItem = items.find((item) => item.caseId !== reviewCase.caseId && isFree(item));
  const next = nextItem ? { item: nextItem, href: inboxHref(query, nextItem.caseId) } : null;
  const backHref = inboxHref(query);
  const canEdit = reviewCase.status === "open" && !reviewCase.refusal && !reviewCase.pending;
  return (
    <section
      aria-label="Case"
      className={
        "flex min-h-0 min-w-0 flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] " +
        "lg:grid-rows-[minmax(0,1fr)_auto] min-[87.5rem]:grid-cols-[minmax(0,1fr)_26rem]"
      }
    >
      <DecisionProvider key={reviewCase.caseId} caseId={reviewCase.caseId}>
        <div className="flex min-h-0 flex-col bg-surface">
          <CaseHeader reviewCase={reviewCase} viewerId={viewer.userId} backHref={backHref} now={now} />
          <section
            aria-label="Facts and conversation"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling pane must be reachable by keyboard
            tabIndex={0}
            className="@container relative min-h-0 flex-1 -outline-offset-2! lg:overflow-y-auto"
          >
            <div className="grid gap-6 p-4 lg:px-6 @2xl:grid-cols-[15rem_minmax(0,1fr)] @2xl:gap-10">
              <div className="@2xl:sticky @2xl:top-4 @2xl:self-start">
                <FactList
                  facts={reviewCase.facts}
                  proposed={reviewCase.proposed}
                  canEdit={canEdit}
                  decision={reviewCase.decision}
                  viewerId={viewer.userId}
                />
              </div>
              <Conversation messages={reviewCase.messages} claimantName={reviewCase.claimantName} />
            </div>
          </section>
        </div>
        <section
          aria-label="Decision"
          className={
            "border-line border-t bg-surface px-4 py-3 max-lg:sticky max-lg:bottom-0 max-lg:z-20 " +
            "max-lg:order-last lg:px-6 short:static"
          }
        >
          <DecisionArea reviewCase={reviewCase} next={next} backHref={backHref} viewerId={viewer.userId} />
        </section>
      </DecisionProvider>
      <aside
        aria-label="Graph and history"
        className={
          "flex min-h-0 flex-col border-line bg-surface max-lg:border-t lg:col-start-2 lg:row-span-2 " +
          "lg:row-start-1 lg:border-l"
        }
      >
        <CaseSide reviewCase={reviewCase} />
      </aside>
    </section>
  );
}
