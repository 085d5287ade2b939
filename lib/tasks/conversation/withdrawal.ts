import type { GraphDefinition } from "@/lib/engine";
import { howToWithdraw } from "../questions/answer-question";
import { keepsSession } from "../replies/read-consent";
import { isAboutMoney } from "../session-words";

/** The last words of a session that its claimant withdraws. */
export function withdrawnWords(definition: GraphDefinition): string {
  const { one } = definition.sessionWord;
  const nothing = isAboutMoney(definition) ? "Nothing will be paid and no one" : "No one";
  return `You have withdrawn this ${one}. ${nothing} will look at it any more. You can start a new ${one} at any time.`;
}

interface SaidMessage {
  role: "user" | "assistant" | "system";
  text: string;
}

/** Whether the offer to withdraw is the newest question that the last message can answer with yes. */
export function isWithdrawalOffered(messages: readonly SaidMessage[]): boolean {
  const at = messages.findLastIndex(({ role, text }) => role === "assistant" && text.includes(howToWithdraw));
  // A no, another question and words of a reviewer end the offer.
  const isOver = messages
    .slice(at + 1)
    .some(({ role, text }) => (role === "user" ? keepsSession(text) : role !== "assistant" || text.includes("?")));
  return at >= 0 && !isOver;
}
