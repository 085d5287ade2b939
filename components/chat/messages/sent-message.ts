import type { RequestProblem } from "@/components/ui/requests/request-problem";

/** The message that this tab sent last, until the server renders it. */
export interface SentMessage {
  /** The clientMessageId. */
  id: string;
  text: string;
  /** stopped: the person stopped the reply; the message is stored, nothing of the reply is. */
  status: "sending" | "answered" | "stopped" | "failed";
}

/** How sending a message ended. */
export type SendResult = { status: "answered" | "stopped" } | { status: "failed"; problem: RequestProblem };

/** What the reply stream can do, once it is loaded. */
export interface ReplyHandle {
  /** Never rejects. `shownWaitId` is the question that the page showed when the person sent the message. */
  send(id: string, text: string, shownWaitId: string | null): Promise<SendResult>;
  stop(): Promise<void>;
}
