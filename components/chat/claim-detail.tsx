import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { type ClaimView, maxMessageLength } from "@/lib/chat/schema";
import { personWords } from "@/lib/tasks/schema";
import { ClaimProgress } from "./claim-progress";
import { Conversation } from "./conversation";
import { FactCard } from "./facts/fact-card";
import { FactDeskProvider } from "./facts/fact-form-context";
import { Transcript } from "./messages/transcript";
import { WithdrawButton } from "./withdraw-button";

/** How many of the newest messages can be new to the page at once: enough for every reply and note of a turn. */
const spokenAtOnce = 5;

/**
 * One claim. Wide: conversation and composer left, facts and progress right. On a phone all of it is one column that
 * starts at its end (a column in reverse, so that the newest message is in view before any script runs): facts and
 * progress lie above the conversation, or, while they are to be confirmed and nothing else was asked, right under the
 * question. They are in the document where they are seen. In a window that is not 500 px high everything scrolls with
 * the page.
 */
export function ClaimRoom({ claim, isChanging }: { claim: ClaimView; isChanging: boolean }) {
  const toConfirm = claim.factsState === "to_confirm";
  const isIncomplete = claim.facts.some(({ required, value }) => required && value === null);
  const mine = claim.messages.filter((message) => message.clientMessageId !== null);
  const about = (
    <aside
      aria-label="About this claim"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing to focus while nothing is asked
      tabIndex={0}
      className="bg-surface focus-visible:-outline-offset-2 max-lg:border-y lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:min-h-0 lg:overflow-y-auto lg:border-l"
    >
      <FactCard
        sessionId={claim.sessionId}
        messageIds={{ confirm: crypto.randomUUID(), change: crypto.randomUUID() }}
        facts={claim.facts}
        waitId={claim.waitId}
        state={claim.factsState}
        isOpen={claim.isOpen}
      />
      <ClaimProgress stages={claim.stages} nextText={claim.nextText}>
        {claim.canWithdraw && <WithdrawButton sessionId={claim.sessionId} />}
      </ClaimProgress>
    </aside>
  );
  return (
    <div className="group/room flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-4 py-2 sm:px-6 sm:py-3">
        <h1 dir="auto" className={cn("wrap-anywhere min-w-0", claim.reference && "max-sm:basis-full")}>
          {claim.title}
        </h1>
        {claim.reference && <p className="mr-auto whitespace-nowrap text-ink-faint">{claim.reference}</p>}
        {/* While a reply is made, the conversation says so before the server's next answer can. */}
        <Status tone={claim.tone} className="group-has-data-busy/room:hidden">
          {claim.statusText}
        </Status>
        <Status tone="moving" className="hidden group-has-data-busy/room:inline-flex">
          Reading your message
        </Status>
      </div>
      <div
        className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto scroll-pb-36 lg:overflow-hidden short:block short:overflow-visible"
        data-scroller=""
      >
        <div className="flex min-h-full shrink-0 flex-col lg:shrink lg:grid lg:min-h-0 lg:flex-1 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(0,1fr)_auto] lg:[reading-flow:grid-rows]">
          <FactDeskProvider
            sessionId={claim.sessionId}
            facts={claim.facts}
            toConfirm={toConfirm}
            startChanging={isChanging}
          >
            <Conversation
              sessionId={claim.sessionId}
              messageId={crypto.randomUUID()}
              isNew={claim.isNew}
              waitId={claim.waitId}
              facts={claim.facts}
              arrived={mine.map(({ clientMessageId, seq }) => ({ id: clientMessageId ?? "", seq }))}
              newest={claim.messages
                .slice(-spokenAtOnce)
                .flatMap(({ role, seq, text }) => (role === "user" ? [] : { seq, text }))}
              transcript={<Transcript claim={claim} />}
              form={claim.form?.type === "decision" ? null : claim.form}
              offers={{
                replies: claim.acts.includes("person") ? [personWords] : [],
                canWithdraw: claim.acts.includes("withdraw"),
              }}
              maxLength={maxMessageLength}
              isOpen={claim.isOpen}
              decidedReference={claim.letter && claim.reference}
              isInReview={claim.review !== null}
              demoModel={claim.demoModel}
              about={about}
              isAboutFirst={!toConfirm || isIncomplete || claim.isAnswer}
            />
          </FactDeskProvider>
        </div>
      </div>
    </div>
  );
}
