import type { CaseView, DecisionView } from "@/lib/inbox/schema";
import type { ChatMessage } from "@/lib/sessions/schema";
import { wordsOf } from "../../decision/decision-words";

interface LastRoundView {
  question: string;
  askedBy: string;
  askedAt: string;
  answers: ChatMessage[];
}

const isQuestion = ({ verdict }: DecisionView): boolean => verdict === "request_information";

/** The last question of a reviewer to the claimant, with what they wrote after it; null when nothing was asked. */
export function lastRoundOf({
  history,
  decision,
  messages,
}: Pick<CaseView, "history" | "decision" | "messages">): LastRoundView | null {
  const asked = decision && isQuestion(decision) ? decision : history.findLast(isQuestion);
  const question = asked && wordsOf(asked);
  if (!asked || !question) return null;
  const answers = messages.filter(({ role, createdAt }) => role === "user" && createdAt > asked.decidedAt);
  return { question, askedBy: asked.decidedBy, askedAt: asked.decidedAt, answers };
}
