import { ClaimProgress } from "@/components/chat/claim-progress";
import { Conversation } from "@/components/chat/conversation";
import { FactCard } from "@/components/chat/fact-card";
import { Transcript } from "@/components/chat/transcript";
import { WithdrawButton } from "@/components/chat/withdraw-button";
import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { type ClaimView, maxMessageLength } from "@/lib/chat/schema";

/**
 * One claim. Wide: conversation and composer left, facts and progress right. On a phone all of it is one column that
 * starts at its end (column-reverse, so the newest message is in view before any script runs): facts and progress lie
 * above the conversation, or, while they are to be confirmed, right under the question.
 */
export function ClaimRoom({ claim, isChanging }: { claim: ClaimView; isChanging: boolean }) {
  const toConfirm = claim.factsState === "to_confirm";
  const mine = claim.messages.filter((message) => message.clientMessageId !== null);
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2 sm:py-3 sm:px-6">
        <div className="items-baseline gap-3 sm:flex">
          <h1>{claim.title}</h1>
          <p className="whitespace-nowrap text-ink-faint">{claim.reference}</p>
        </div>
        <Status tone={claim.tone}>{claim.statusText}</Status>
      </div>
      <div className="flex min-h-0 flex-1 flex-col-reverse overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(0,1fr)_auto] lg:overflow-hidden">
        <Conversation
          sessionId={claim.sessionId}
          messageId={crypto.randomUUID()}
          arrived={mine.map(({ clientMessageId, seq }) => ({ id: clientMessageId ?? "", seq }))}
          newest={claim.messages.findLast((message) => message.role !== "user") ?? null}
          transcript={<Transcript claim={claim} />}
          form={claim.form?.type === "reply" ? claim.form : null}
          maxLength={maxMessageLength}
          isOpen={claim.isOpen}
          isInReview={claim.review !== null}
          demoModel={claim.demoModel}
        />
        <aside
          aria-label="About this claim"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has nothing to focus while nothing is asked
          tabIndex={0}
          className="bg-surface focus-visible:-outline-offset-2 max-lg:contents lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:overflow-y-auto lg:border-l"
        >
          <FactCard
            sessionId={claim.sessionId}
            messageIds={{ confirm: crypto.randomUUID(), change: crypto.randomUUID() }}
            facts={claim.facts}
            waitId={claim.waitId}
            state={claim.factsState}
            startChanging={isChanging}
            className={cn(
              "max-lg:shrink-0 max-lg:bg-surface",
              toConfirm ? "max-lg:order-2 max-lg:border-t" : "max-lg:order-5",
            )}
          />
          <ClaimProgress
            stages={claim.stages}
            nextText={claim.nextText}
            className="border-t max-lg:order-4 max-lg:shrink-0 max-lg:border-b max-lg:bg-surface"
          >
            {claim.canWithdraw && <WithdrawButton sessionId={claim.sessionId} />}
          </ClaimProgress>
        </aside>
      </div>
    </>
  );
}
