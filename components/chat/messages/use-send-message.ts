"use client";

import { type ComponentType, useState } from "react";
import { unreachableText } from "@/components/ui/requests/request-problem";
import type { ReplyStreamProps } from "./reply-stream";
import type { ReplyHandle, SendResult, SentMessage } from "./sent-message";

/** The message that is being sent, and the reply stream, which is loaded when it is needed first. */
export function useSendMessage() {
  const [sent, setSent] = useState<SentMessage | null>(null);
  const [Stream, setStream] = useState<ComponentType<ReplyStreamProps> | null>(null);
  const [ready] = useState(() => Promise.withResolvers<ReplyHandle>());

  async function loadStream(): Promise<ReplyHandle> {
    const { ReplyStream } = await import("./reply-stream");
    setStream(() => ReplyStream);
    return ready.promise;
  }

  async function send(id: string, text: string, shownWaitId: string | null): Promise<SendResult> {
    setSent({ id, text, status: "sending" });
    let result: SendResult;
    try {
      const stream = await loadStream();
      result = await stream.send(id, text, shownWaitId);
    } catch {
      // Only the loading can fail.
      result = { status: "failed", problem: { message: unreachableText, needsSignIn: false } };
    }
    setSent({ id, text, status: result.status });
    return result;
  }

  return {
    sent,
    Stream,
    /** Call when the person focuses the box. A failure here fails again on sending, and is shown then. */
    preload: () => void loadStream().catch(() => {}),
    send,
    stop: () => void ready.promise.then((stream) => stream.stop()),
    onReady: ready.resolve,
  };
}
