import { ReviewNotice } from "@/components/chat/review-notice";
import { CitedText } from "@/components/citations/cited-text";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ClaimView } from "@/lib/chat/schema";
import { FailureNotice } from "./failure-notice";
import { Letter } from "./letter";
import { Message } from "./message";

const pauseMs = 20 * 60_000;

/** The stored messages. At the end comes the letter, the review notice or a failure. */
export function Transcript({ claim }: { claim: ClaimView }) {
  const { opening, messages, letter } = claim;
  const letterId = letter && messages.findLast((message) => message.role === "assistant")?.id;
  return (
    <>
      {opening && <Message author="assistant">{opening}</Message>}
      {messages.map((message, index) => {
        const before = messages[index - 1];
        const paused = !before || Date.parse(message.createdAt) - Date.parse(before.createdAt) > pauseMs;
        return (
          <div key={message.id} className="contents">
            {paused && (
              <p className="pt-2 text-center text-ink-faint text-meta">
                <RelativeTime iso={message.createdAt} />
              </p>
            )}
            {letter && message.id === letterId ? (
              <Letter letter={letter} tone={claim.tone} reference={claim.reference}>
                <CitedText text={message.text} citations={message.citations} />
              </Letter>
            ) : (
              <Message author={message.role} seq={message.seq} saidAt={message.createdAt}>
                <CitedText text={message.text} citations={message.citations} />
              </Message>
            )}
          </div>
        );
      })}
      {claim.review && <ReviewNotice review={claim.review} word={claim.word.one} />}
      {claim.failure && <FailureNotice sessionId={claim.sessionId} failure={claim.failure} />}
    </>
  );
}
