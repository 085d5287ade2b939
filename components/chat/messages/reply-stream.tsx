"use client";

import { useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { CircleDot } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { describeProblem, fetchWithOwnErrors } from "@/components/ui/requests/request-problem";
import { stopReply } from "@/lib/chat/actions";
import { Message } from "./message";
import type { ReplyHandle, SendResult } from "./sent-message";

/** What the conversation tells the stream of its reply. */
export interface ReplyStreamProps {
  sessionId: string;
  workflowId: string;
  /** The claim is stored with the message. */
  isNew: boolean;
  isShown: boolean;
  /** The reply has ended: one without text then shows nothing. */
  isDone: boolean;
  onReady: (handle: ReplyHandle) => void;
}

/** The reply while it streams. Loaded on demand: the server renders all earlier messages. */
export function ReplyStream({ sessionId, workflowId, isNew, isShown, isDone, onReady }: ReplyStreamProps) {
  const failure = useRef<Error | null>(null);
  /** server: the server stops and ends the stream. browser: it did not answer, so only this stream is closed. */
  const stopped = useRef<false | "server" | "browser">(false);
  /** The reply has started, so the server has the message. */
  const hasReply = useRef(false);
  const [transport] = useState(
    () =>
      new DefaultChatTransport({
        api: "/api/chat",
        fetch: fetchWithOwnErrors,
        // The server has the conversation and needs only the new message.
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
      async send(id, text, shownWaitId): Promise<SendResult> {
        failure.current = null;
        stopped.current = false;
        hasReply.current = false;
        setMessages([]);
        const shown = shownWaitId === null ? {} : { waitId: shownWaitId };
        const starts = { startsClaim: isNew, ...(isNew && { workflow: workflowId }) };
        await sendMessage({ text }, { body: { clientMessageId: id, text, ...starts, ...shown } });
        if (failure.current) return { status: "failed", problem: describeProblem(failure.current) };
        if (!stopped.current) return { status: "answered" };
        if (hasReply.current || stopped.current === "server") return { status: "stopped" };
        // The message may be stored. In that case the next refresh removes it from the box.
        return { status: "failed", problem: { message: "You stopped it before an answer came.", needsSignIn: false } };
      },
      async stop() {
        stopped.current = "server";
        const isStopping = await stopReply(sessionId).then(
          (answer) => answer.ok,
          () => false,
        );
        if (isStopping) return;
        stopped.current = "browser";
        await stop();
      },
    });
  }, [isNew, onReady, sendMessage, sessionId, setMessages, stop, workflowId]);

  const reply = messages.findLast((message) => message.role === "assistant");
  useEffect(() => {
    if (reply) hasReply.current = true;
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
