import type { DecisionView } from "@/lib/inbox/schema";
import { documentsSentence } from "@/lib/tasks/words";

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
