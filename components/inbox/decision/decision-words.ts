import type { CancelledDecisionView, DecisionView } from "@/lib/inbox/schema";
import { documentsSentence } from "@/lib/tasks/words";

/** Why a decision was cancelled before it took effect. */
export const cancelledTexts: Record<CancelledDecisionView["cancelledBy"], string> = {
  new_evidence: "The claimant added something before it took effect. Read it, then decide again.",
  closed: "The case was closed before it took effect.",
  not_allowed: "You may not decide this case any more.",
  failed: "It could not be stored. Nothing was decided: decide again.",
};

/** What a decision tells the claimant: its reason, or the question with the documents that are wanted. */
export function wordsOf({ question, reason, documents }: DecisionView): string | null {
  const words = question ?? reason;
  return [words, documents.length > 0 && documentsSentence(documents)].filter(Boolean).join("\n\n") || null;
}

/** The sentences of a reviewer in the message to the claimant. */
export const questionsOf = ({ question, documents }: DecisionView): string[] => [
  ...(question ? [question] : []),
  ...(documents.length > 0 ? [documentsSentence(documents)] : []),
];
