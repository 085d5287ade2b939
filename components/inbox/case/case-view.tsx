import { AnnounceChanges } from "@/components/ui/announce-changes";
import type { CaseView as ReviewCase } from "@/lib/inbox/schema";
import { DecisionArea } from "../decision/decision-area";
import { DecisionBar } from "../decision/decision-bar";
import { DecisionProvider } from "../decision/decision-context";
import { questionsOf } from "../decision/decision-words";
import type { InboxQuery } from "../inbox-query";
import { CaseBackground } from "./background/case-background";
import { CaseHeader } from "./case-header";
import { DraftAnswer } from "./clauses/draft-answer";
import { PolicyClauses } from "./clauses/policy-clauses";
import { Conversation } from "./conversation/conversation";
import { LastRound } from "./conversation/last-round";
import { lastRoundOf } from "./conversation/last-round-of";
import { FactList } from "./facts/fact-list";
import { FocusCase } from "./focus-case";
import { CaseWorkProvider } from "./work/case-work";
import { MarkSeen } from "./work/mark-seen";

interface CaseViewProps {
  reviewCase: ReviewCase;
  query: InboxQuery;
  viewer: { userId: string; name: string };
  now: number;
}

/**
 * One case with everything that a decision needs: facts, conversation and background beside each other, the decision
 * below. From 1024 px on the panes scroll. Below that they follow each other in the same order, and the decision stays
 * at the bottom of the window.
 */
export function CaseView({ reviewCase, query, viewer, now }: CaseViewProps) {
  const { caseId, messages, claimantName } = reviewCase;
  const round = lastRoundOf(reviewCase);
  const isWaiting = reviewCase.status === "open" || reviewCase.status === "waiting_on_claimant";
  const newest = messages.at(-1)?.seq ?? 0;
  return (
    <section
      aria-label="Case"
      tabIndex={-1}
      className={
        // Rows that stretched would move while the page arrives: its parts are drawn as they come.
        "grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] bg-surface outline-none! max-lg:content-start " +
        "lg:grid-cols-[15rem_minmax(0,1fr)_17rem] lg:grid-rows-[auto_minmax(0,1fr)_auto] " +
        "min-[87.5rem]:grid-cols-[18rem_minmax(0,1fr)_21rem]"
      }
    >
      <DecisionProvider reviewCase={reviewCase} viewerId={viewer.userId} now={now}>
        <CaseWorkProvider reviewCase={reviewCase} viewer={{ id: viewer.userId, name: viewer.name }}>
          <CaseHeader reviewCase={reviewCase} viewerId={viewer.userId} query={query} now={now} />
        </CaseWorkProvider>
        <div className="relative border-line max-lg:border-b lg:overflow-y-auto lg:border-r">
          <FactList
            reviewCase={reviewCase}
            canEdit={reviewCase.status === "open" && reviewCase.refusal === null && !reviewCase.pending}
            viewerId={viewer.userId}
          />
          <PolicyClauses reviewCase={reviewCase} />
        </div>
        <div className="relative flex min-h-0 min-w-0 flex-col border-line max-lg:border-b lg:border-r">
          {round && <LastRound {...round} />}
          {isWaiting && reviewCase.draft && <DraftAnswer draft={reviewCase.draft} />}
          <Conversation
            messages={messages}
            claimantName={claimantName}
            questions={reviewCase.history.flatMap(questionsOf)}
            seenBefore={reviewCase.seenMessageSeq}
          />
        </div>
        <CaseBackground reviewCase={reviewCase} />
        <DecisionBar>
          <DecisionArea reviewCase={reviewCase} query={query} viewerId={viewer.userId} now={now} />
        </DecisionBar>
      </DecisionProvider>
      <AnnounceChanges
        items={messages
          .filter(({ role }) => role === "user")
          .map(({ id, text }) => [id, `New from ${claimantName}: ${text}`])}
      />
      <FocusCase />
      <MarkSeen key={newest} caseId={caseId} />
    </section>
  );
}
