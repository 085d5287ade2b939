import { cn } from "@/components/ui/cn";
import { Status } from "@/components/ui/status";
import { type ClaimView, maxMessageLength } from "@/lib/chat/schema";
import { personWords } from "@/lib/tasks/schema";
import { ClaimProgress } from "./claim-progress";
import { Conversation } from "./conversation";
import { FactCard } from "./facts/fact-card";
import { FactFormProvider } from "./facts/fact-form-context";
import { Transcript } from "./messages/transcript";
import { WithdrawButton } from "./withdraw-button";

/** How many of the newest messages one refresh may announce: enough for the replies and notes of one message. */
const maxAnnounced = 5;

interface ClaimDetailProps {
  claim: ClaimView;
  /** The name of the person's own list: "My claims". */
  ownList: string;
  isChanging: boolean;
}

/**
 * One claim. A wide screen shows the conversation and the composer left, facts and progress right. A phone shows one
 * column in reverse order, so that the newest message is in view before any script runs; the facts stand above the
 * conversation at every stage. In a window lower than 500 px everything scrolls with the page.
 */
export function ClaimDetail({ claim, ownList, isChanging }: ClaimDetailProps) {
  const toConfirm = claim.factsState === "to_confirm";
  const mine = claim.messages.filter((message) => message.clientMessageId !== null);
  return (
    <div className="group/claim flex min-h-0 flex-1 flex-col">
      <ClaimHeader claim={claim} />
      <div
        className={
          "flex min-h-0 flex-1 flex-col-reverse overflow-y-auto scroll-pb-36 lg:overflow-hidden short:block " +
          "short:overflow-visible"
        }
        data-scroller=""
      >
        <div
          className={
            "flex min-h-full shrink-0 flex-col lg:shrink lg:grid lg:min-h-0 lg:flex-1 " +
            "lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[minmax(0,1fr)_auto] lg:[reading-flow:grid-rows]"
          }
        >
          <FactFormProvider
            sessionId={claim.sessionId}
            facts={claim.facts}
            toConfirm={toConfirm}
            startChanging={isChanging}
          >
            <Conversation
              sessionId={claim.sessionId}
              messageId={crypto.randomUUID()}
              workflowId={claim.workflowId}
              word={claim.word}
              ownList={ownList}
              isNew={claim.isNew}
              waitId={claim.waitId}
              facts={claim.facts}
              arrived={mine.map(({ clientMessageId, seq }) => ({ id: clientMessageId ?? "", seq }))}
              newest={claim.messages
                .slice(-maxAnnounced)
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
              about={<About claim={claim} />}
            />
          </FactFormProvider>
        </div>
      </div>
    </div>
  );
}

/** The facts and the progress of the session, with the button to withdraw it. */
function About({ claim }: { claim: ClaimView }) {
  return (
    <aside
      aria-label={`About this ${claim.word.one}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and may have nothing to focus
      tabIndex={0}
      className={
        "bg-surface focus-visible:-outline-offset-2 max-lg:border-y lg:col-start-2 lg:row-span-2 " +
        "lg:row-start-1 lg:min-h-0 lg:overflow-y-auto lg:border-l"
      }
    >
      <FactCard
        sessionId={claim.sessionId}
        messageIds={{ confirm: crypto.randomUUID(), change: crypto.randomUUID() }}
        facts={claim.facts}
        waitId={claim.waitId}
        state={claim.factsState}
        isOpen={claim.isOpen}
        word={claim.word.one}
      />
      <ClaimProgress title={`${claim.word.title} progress`} stages={claim.stages} nextText={claim.nextText}>
        {claim.canWithdraw && (
          <WithdrawButton sessionId={claim.sessionId} word={claim.word.one} isAboutMoney={claim.isAboutMoney} />
        )}
      </ClaimProgress>
    </aside>
  );
}

function ClaimHeader({ claim }: { claim: ClaimView }) {
  return (
    <div
      className={
        "flex shrink-0 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-4 py-2 sm:flex-nowrap " +
        "sm:px-6 sm:py-3"
      }
    >
      <h1
        dir="auto"
        title={claim.title}
        className={cn(
          "short:wrap-anywhere min-w-0 truncate short:whitespace-normal",
          claim.reference && "max-sm:basis-full",
        )}
      >
        {claim.title}
      </h1>
      {claim.reference && <p className="mr-auto whitespace-nowrap text-ink-faint">{claim.reference}</p>}
      {/* While a reply streams, data-busy of the conversation changes the status before the server can. */}
      <Status tone={claim.tone} className="shrink-0 group-has-data-busy/claim:hidden">
        {claim.statusText}
      </Status>
      <Status tone="moving" className="hidden shrink-0 group-has-data-busy/claim:inline-flex">
        Reading your message
      </Status>
    </div>
  );
}
