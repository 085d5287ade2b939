import type { ChatMessage } from "@/lib/sessions/schema";

/** A part of the conversation: one message in full, or messages of the assistant that are shown folded. */
export type ConversationPart = { type: "message"; message: ChatMessage } | { type: "folded"; messages: ChatMessage[] };

/**
 * Folds the messages that the assistant wrote between those of people. Messages that contain one of the questions of a
 * reviewer, messages with a warning, and answers from documents are shown in full.
 */
export function groupMessages(messages: readonly ChatMessage[], questions: readonly string[]): ConversationPart[] {
  const parts: ConversationPart[] = [];
  for (const message of messages) {
    const last = parts.at(-1);
    const isFolded =
      message.role === "assistant" &&
      message.flags.length === 0 &&
      !message.citations &&
      !questions.some((question) => message.text.includes(question));
    if (!isFolded) parts.push({ type: "message", message });
    else if (last?.type === "folded") last.messages.push(message);
    else parts.push({ type: "folded", messages: [message] });
  }
  return parts;
}

/** The first line of the last message that is folded: what the claimant answered. */
export const summaryOf = (messages: readonly ChatMessage[]): string =>
  messages.at(-1)?.text.split("\n").find(Boolean) ?? "";
