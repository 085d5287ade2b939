"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { ClosedNote } from "@/components/chat/closed-note";
import { whenReachable } from "@/components/live/is-reachable";
import { useDebounced } from "@/components/live/use-debounced";
import { useLive } from "@/components/live/use-live";
import type { SessionWord } from "@/lib/engine/definition-kit";
import type { Fact } from "@/lib/tasks/schema";
import { ConversationLog } from "./conversation-log";
import { Composer } from "./messages/composer";
import { Message } from "./messages/message";
import type { AskingForm, ReplyOffers } from "./messages/quick-replies";
import type { SendResult } from "./messages/sent-message";
import { useAnnouncement } from "./messages/use-announcement";
import { useNewClaimAddress } from "./messages/use-new-claim-address";
import { useSendMessage } from "./messages/use-send-message";
import { scrollToEnd, useNewestInView } from "./use-newest-in-view";

interface ConversationProps {
  sessionId: string;
  /** Created by the server for the first message, so that a post before JavaScript and one after it are the same. */
  messageId: string;
  /** The claim is stored with the first message. */
  workflowId: string;
  word: SessionWord;
  /** The name of the person's own list: "My claims". */
  ownList: string;
  isNew: boolean;
  /** The claimant's messages that the server has. */
  arrived: { id: string; seq: number }[];
  /** The newest messages that are not the claimant's, oldest first, to announce. */
  newest: { seq: number; text: string }[];
  /** The transcript as the server rendered it. */
  transcript: ReactNode;
  /** What is known of the claim, above the transcript on a phone. */
  about: ReactNode;
  form: AskingForm | null;
  /** The question that the page shows. */
  waitId: string | null;
  facts: Fact[];
  offers: ReplyOffers;
  maxLength: number;
  isOpen: boolean;
  /** The reference of a claim that was decided. */
  decidedReference: string | null;
  isInReview: boolean;
  demoModel: boolean;
}

/**
 * The conversation: the transcript that the server rendered, then the message just sent and its reply as it streams,
 * then the composer.
 */
export function Conversation(props: ConversationProps) {
  const { transcript, about, word, ownList, isOpen, waitId, decidedReference, newest, ...composer } = props;
  const { sessionId, workflowId, isNew, arrived } = composer;
  const router = useRouter();
  const log = useRef<HTMLDivElement>(null);
  const [wasOpen] = useState(isOpen);
  const { sent, Stream, ...sending } = useSendMessage();
  const isSending = sent?.status === "sending";
  const { announcement, clearAnnouncement } = useAnnouncement(newest, isSending);
  useNewClaimAddress(workflowId, sessionId, isNew);
  useNewestInView(log, {
    pressedSeq: arrived.findLast((message) => message.id !== sent?.id)?.seq ?? 0,
    isConfirming: composer.form?.type === "confirm",
    hasLetter: decidedReference !== null,
  });

  const sentSeq = arrived.find((message) => message.id === sent?.id)?.seq;
  // The local message disappears in the render in which the stored one appears.
  const showsSent = sent && sent.status !== "failed" && !sentSeq;
  const isReplyStored = sentSeq !== undefined && newest.some(({ seq }) => seq > sentSeq);
  // A refresh may read the rows after the message is stored and before its reply is.
  const showsReply = isSending || (sent?.status === "answered" && !isReplyStored);
  // A streamed reply may ask a newer question than the page shows.
  const shownWaitId = sent?.status === "answered" && !isReplyStored ? null : waitId;

  // The refresh at the end of a reply reads everything; an earlier one is not needed.
  const refreshSoon = useDebounced(() => {
    if (!isSending) router.refresh();
  });
  useLive(isNew ? null : `session:${sessionId}`, refreshSoon);

  async function send(id: string, text: string): Promise<SendResult> {
    clearAnnouncement();
    scrollToEnd(log.current);
    const result = await sending.send(id, text, shownWaitId);
    // A refresh without a connection would leave the page.
    void whenReachable().then(() => router.refresh());
    return result;
  }

  return (
    <>
      {about}
      <ConversationLog ref={log}>
        {transcript}
        {showsSent && <Message author="user">{sent.text}</Message>}
        {Stream && (
          <Stream
            sessionId={sessionId}
            workflowId={workflowId}
            isNew={isNew}
            isShown={showsReply}
            isDone={sentSeq !== undefined && !isSending}
            onReady={sending.onReady}
          />
        )}
      </ConversationLog>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {isSending && <span hidden data-busy="" />}
      {isOpen ? (
        <Composer
          {...composer}
          waitId={shownWaitId}
          isSending={isSending}
          onFocus={sending.preload}
          onSend={send}
          onStop={sending.stop}
        />
      ) : (
        <ClosedNote
          sessionId={sessionId}
          hasJustClosed={wasOpen}
          word={word}
          backTo={ownList}
          reference={decidedReference}
        />
      )}
    </>
  );
}
