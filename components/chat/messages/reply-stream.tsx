"use client";

import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { CircleDot } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { stopReply } from "@/lib/chat/actions";
import { Message } from "./message";
import { describeProblem, fetchOwnWords, type ReplyHandle, type TurnEnd } from "./sent-message";

export interface ReplyStreamProps {
  sessionId: string;
  /** The claim begins with the message. */
  isNew: boolean;
  isShown: boolean;
  /** The server has the message and has made its reply: one without words shows nothing. */
  isDone: boolean;
  onReady: (handle: ReplyHandle) => void;
}

/** The reply as it is made. Loaded on demand: everything that was said before is the server's to render. */
export function ReplyStream({ sessionId, isNew, isShown, isDone, onReady }: ReplyStreamProps) {
  const failure = useRef<Error | null>(null);
  /** there: the server stops the turn and ends the stream; here: it could not be asked, only the stream is left. */
  const stopped = useRef<false | "there" | "here">(false);
  /** The server has begun to answer, so it has the message. */
  const heard = useRef(false);
  const [transport] = useState(
    () =>
      new DefaultChatTransport({
        api: "/api/chat",
        fetch: fetchOwnWords,
        // The server has the conversation; it gets the one new message.
        prepareSendMessagesRequest: ({ body }) => ({ body: { sessionId, ...body } }),
      }),
  );
  const { messages, setMessages, sendMessage, stop } = useChat({
    transport,
    throttle: 40,
    onError: (error) => {
      failure.current = error;
    },
  });

  useEffect(() => {
    onReady({
      async send(id, text, seenWaitId): Promise<TurnEnd> {
        failure.current = null;
        stopped.current = false;
        heard.current = false;
        setMessages([]);
        const seen = seenWaitId === null ? {} : { waitId: seenWaitId };
        await sendMessage({ text }, { body: { clientMessageId: id, text, startsClaim: isNew, ...seen } });
        if (failure.current) return { phase: "failed", problem: describeProblem(failure.current) };
        if (!stopped.current) return { phase: "settled" };
        if (heard.current || stopped.current === "there") return { phase: "stopped" };
        // Nobody knows whether it arrived. If it did, the server's rows take it out of the box again.
        return { phase: "failed", problem: { message: "You stopped it before an answer came.", signInFirst: false } };
      },
      async stop() {
        stopped.current = "there";
        const isAsked = await stopReply(sessionId).then(
          (answer) => answer.ok,
          () => false,
        );
        if (isAsked) return;
        stopped.current = "here";
        await stop();
      },
    });
  }, [isNew, onReady, sendMessage, sessionId, setMessages, stop]);

  const reply = messages.findLast((message) => message.role === "assistant");
  useEffect(() => {
    if (reply) heard.current = true;
  }, [reply]);

  if (!isShown) return null;
  const texts = reply?.parts.flatMap((part) => (part.type === "text" && part.text ? [part.text] : [])) ?? [];
  return (
    <>
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts only ever grow at the end
        <Message key={index} author="assistant">
          {text}
        </Message>
      ))}
      {texts.length === 0 && !isDone && (
        <p className="flex items-center gap-2 text-ink-soft">
          <CircleDot aria-hidden className="size-4 animate-here text-accent" />
          Reading your message…
        </p>
      )}
    </>
  );
}
