"use client";

import { useRouter } from "next/navigation";
import { type ComponentType, Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { ClosedNote } from "@/components/chat/closed-note";
import { useLive, whenReachable } from "@/components/shell/use-live";
import type { Fact } from "@/lib/tasks/schema";
import { Composer } from "./messages/composer";
import { unfinishedNewClaim } from "./messages/draft";
import { Message } from "./messages/message";
import type { AskingForm } from "./messages/quick-replies";
import type { ReplyStreamProps } from "./messages/reply-stream";
import { type ReplyHandle, type Turn, type TurnEnd, unreachable } from "./messages/sent-message";

interface ConversationProps {
  sessionId: string;
  /** Minted by the server for the first message, so that a post before JavaScript and one after it are the same. */
  messageId: string;
  /** The claim begins with the first message. */
  isNew: boolean;
  /** The claimant's messages that the server has. */
  arrived: { id: string; seq: number }[];
  /** The newest messages that are not the claimant's, oldest first, to announce. */
  newest: { seq: number; text: string }[];
  /** The transcript as the server rendered it. */
  transcript: ReactNode;
  /** What is known of the claim, and whether it stands before the transcript or after it. */
  about: ReactNode;
  isAboutFirst: boolean;
  form: AskingForm | null;
  /** The question that the page shows. */
  waitId: string | null;
  facts: Fact[];
  /** What one press may do beside answering. */
  offers: { replies: string[]; canWithdraw: boolean };
  maxLength: number;
  isOpen: boolean;
  /** The reference of a claim that was decided. */
  decidedReference: string | null;
  isInReview: boolean;
  demoModel: boolean;
}

/**
 * The conversation: the server's transcript, under it what the server has not answered for yet (the message just
 * sent, the reply as it is made), and the composer. The streaming part is loaded when the person turns to the box.
 */
export function Conversation(props: ConversationProps) {
  const {
    sessionId,
    isNew,
    arrived,
    newest,
    transcript,
    about,
    isAboutFirst,
    isOpen,
    waitId,
    decidedReference,
    ...composer
  } = props;
  const router = useRouter();
  const log = useRef<HTMLDivElement>(null);
  const [turn, setTurn] = useState<Turn | null>(null);
  const [Stream, setStream] = useState<ComponentType<ReplyStreamProps> | null>(null);
  const [startedOpen] = useState(isOpen);
  const [ready] = useState(() => Promise.withResolvers<ReplyHandle>());

  const isBusy = turn?.phase === "busy";
  // The server's rows win: a local bubble goes in the same render in which its row comes.
  const mySeq = arrived.find((message) => message.id === turn?.id)?.seq;
  const showMine = turn && turn.phase !== "failed" && !mySeq;
  const isAnswerHere = mySeq !== undefined && newest.some(({ seq }) => seq > mySeq);
  // A refresh may have read the rows between the message and its answer.
  const showReply = isBusy || (turn?.phase === "settled" && !isAnswerHere);
  // An answer that streamed here may have asked something newer than the page shows.
  const seenWaitId = turn?.phase === "settled" && !isAnswerHere ? null : waitId;
  const [announcement, silence] = useAnnouncement(newest, isBusy);

  useLive({
    sessionId,
    // There is nothing to follow before the first message.
    isActive: !isNew,
    // While a reply streams, the page's own refresh at its end brings everything at once.
    onChange: () => {
      if (!isBusy) router.refresh();
    },
  });

  useEffect(() => {
    const unfinished = unfinishedNewClaim(sessionId, isNew);
    if (unfinished) router.replace(`/claims/${unfinished}?new=1`);
  }, [sessionId, isNew, router]);

  useEffect(() => {
    const isMarkedNew = new URLSearchParams(window.location.search).has("new");
    if (!isNew && isMarkedNew) window.history.replaceState(null, "", window.location.pathname);
  }, [isNew]);

  async function load(): Promise<ReplyHandle> {
    const { ReplyStream } = await import("./messages/reply-stream");
    setStream(() => ReplyStream);
    return ready.promise;
  }

  async function send(id: string, text: string): Promise<TurnEnd> {
    silence();
    setTurn({ id, text, phase: "busy" });
    // Zero is the end of a column that starts at its end: the pane on a wide screen, the page on a phone.
    for (const pane of [log.current, log.current?.closest("[data-scroller]")]) pane?.scrollTo({ top: 0 });
    let end: TurnEnd;
    try {
      const stream = await load();
      end = await stream.send(id, text, seenWaitId);
    } catch {
      // Only the loading can fail.
      end = { phase: "failed", problem: { message: unreachable, signInFirst: false } };
    }
    setTurn({ id, text, phase: end.phase });
    // Whatever became of it, the server knows more; but a refresh without a connection would leave the page.
    void whenReachable().then(() => router.refresh());
    return end;
  }

  const parts = [
    <div
      key="log"
      ref={log}
      role="log"
      aria-label="Conversation"
      aria-live="off"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
      tabIndex={0}
      className="grow lg:col-start-1 lg:row-start-1 focus-visible:-outline-offset-2 lg:flex lg:min-h-0 lg:flex-col-reverse lg:overflow-y-auto short:block"
    >
      <div className="mx-auto grid w-full max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 px-4 py-6 sm:px-6">
        {transcript}
        {showMine && <Message author="user">{turn.text}</Message>}
        {Stream && (
          <Stream
            {...{ sessionId, isNew }}
            isShown={showReply}
            isDone={mySeq !== undefined && !isBusy}
            onReady={ready.resolve}
          />
        )}
      </div>
    </div>,
    <Fragment key="about">{about}</Fragment>,
  ];

  return (
    <>
      {/* Keyed, so that what is typed into the facts stays when they change their place. */}
      {isAboutFirst ? parts.reverse() : parts}
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {isBusy && <span hidden data-busy="" />}
      {isOpen ? (
        <Composer
          {...composer}
          sessionId={sessionId}
          isNew={isNew}
          arrived={arrived}
          waitId={seenWaitId}
          isBusy={isBusy}
          // Loading early is a courtesy: what goes wrong here goes wrong again, and is said, when sending.
          onWake={() => void load().catch(() => {})}
          onSend={send}
          onStop={() => void ready.promise.then((stream) => stream.stop())}
        />
      ) : (
        <ClosedNote sessionId={sessionId} hasJustClosed={startedOpen} reference={decidedReference} />
      )}
    </>
  );
}

/** What the status line says: that a message is being read, then each message that is new since, once. */
function useAnnouncement(newest: ConversationProps["newest"], isBusy: boolean): [string, silence: () => void] {
  const last = newest.at(-1)?.seq ?? 0;
  const [said, setSaid] = useState({ seq: last, text: "" });
  if (!isBusy && last > said.seq) {
    const fresh = newest.filter((message) => message.seq > said.seq);
    setSaid({ seq: last, text: `New message: ${fresh.map((message) => message.text).join("\n")}` });
  }
  return [isBusy ? "Reading your message" : said.text, () => setSaid(({ seq }) => ({ seq, text: "" }))];
}
