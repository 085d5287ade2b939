"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ComponentType, type ReactNode, useRef, useState } from "react";
import { Composer } from "@/components/chat/composer";
import { Message } from "@/components/chat/message";
import type { ReplyStreamProps } from "@/components/chat/reply-stream";
import { type ReplyHandle, type Turn, type TurnEnd, unreachable } from "@/components/chat/turn";
import { isReachable, useLive } from "@/components/shell/use-live";
import type { WaitForm } from "@/lib/tasks/schema";

interface ConversationProps {
  sessionId: string;
  /** Minted by the server for the first message, so that a post before JavaScript and one after it are the same. */
  messageId: string;
  /** The claimant's messages that the server has. */
  arrived: { id: string; seq: number }[];
  /** The newest message that is not the claimant's, to announce. */
  newest: { seq: number; text: string } | null;
  /** The transcript as the server rendered it. */
  transcript: ReactNode;
  form: Extract<WaitForm, { type: "reply" }> | null;
  maxLength: number;
  isOpen: boolean;
  isInReview: boolean;
  demoModel: boolean;
}

/**
 * The conversation: the server's transcript, under it what the server has not answered for yet (the message just
 * sent, the reply as it is made), and the composer. The streaming part is loaded when the person turns to the box.
 */
export function Conversation({ sessionId, arrived, newest, transcript, isOpen, ...composer }: ConversationProps) {
  const router = useRouter();
  const log = useRef<HTMLDivElement>(null);
  const [turn, setTurn] = useState<Turn | null>(null);
  const [Stream, setStream] = useState<ComponentType<ReplyStreamProps> | null>(null);
  const [ready] = useState(() => Promise.withResolvers<ReplyHandle>());
  const [seenSeq] = useState(newest?.seq ?? 0);

  const isBusy = turn?.phase === "busy";
  // The server's rows win: a local bubble goes in the same render in which its row comes.
  const mySeq = turn && arrived.find((message) => message.id === turn.id)?.seq;
  const showMine = turn && turn.phase !== "failed" && !mySeq;
  const showReply = isBusy || (turn?.phase === "settled" && !mySeq);

  useLive({
    sessionId,
    // While a reply streams, the page's own refresh at its end brings everything at once.
    onChange: () => {
      if (!isBusy) router.refresh();
    },
  });

  async function load(): Promise<ReplyHandle> {
    const { ReplyStream } = await import("./reply-stream");
    setStream(() => ReplyStream);
    return ready.promise;
  }

  async function send(id: string, text: string): Promise<TurnEnd> {
    setTurn({ id, text, phase: "busy" });
    // Zero is the end of a column that starts at its end: the pane on a wide screen, the page on a phone.
    for (const pane of [log.current, log.current?.parentElement]) pane?.scrollTo({ top: 0 });
    let end: TurnEnd;
    try {
      const stream = await load();
      end = await stream.send(id, text);
    } catch {
      // Only the loading can fail.
      end = { phase: "failed", problem: { message: unreachable, signInFirst: false } };
    }
    setTurn({ id, text, phase: end.phase });
    // Whatever became of it, the server knows more; but a refresh without a connection would leave the page.
    void isReachable().then((reachable) => reachable && router.refresh());
    return end;
  }

  return (
    <>
      <div
        ref={log}
        role="log"
        aria-label="Conversation"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
        tabIndex={0}
        className="order-3 shrink-0 focus-visible:-outline-offset-2 lg:order-none lg:flex lg:min-h-0 lg:shrink lg:flex-col-reverse lg:overflow-y-auto"
      >
        <div className="mx-auto grid w-full max-w-3xl gap-4 px-4 py-6 sm:px-6">
          {transcript}
          {showMine && <Message author="user">{turn.text}</Message>}
          {Stream && <Stream sessionId={sessionId} isShown={showReply} onReady={ready.resolve} />}
        </div>
      </div>
      <p role="status" className="sr-only">
        {!isBusy && newest && newest.seq > seenSeq && `New message: ${newest.text}`}
      </p>
      {isOpen ? (
        <Composer
          {...composer}
          sessionId={sessionId}
          arrived={arrived}
          isBusy={isBusy}
          // Loading early is a courtesy: what goes wrong here goes wrong again, and is said, when sending.
          onWake={() => void load().catch(() => {})}
          onSend={send}
          onStop={() => void ready.promise.then((stream) => stream.stop())}
        />
      ) : (
        <ClosedNote />
      )}
    </>
  );
}

function ClosedNote() {
  return (
    <p className="order-1 shrink-0 border-t px-4 py-4 text-center text-ink-soft lg:order-none lg:col-start-1">
      This claim is closed.{" "}
      <Link href="/claims" className="text-accent underline">
        Back to my claims
      </Link>
    </p>
  );
}
