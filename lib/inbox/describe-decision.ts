import type { AnswerKind, BuiltInVerdict } from "@/lib/tasks/schema";
import type { DecideRefusal } from "./schema";

// Apart from the schemas: the page of a case uses these words, and Zod would be a large part of its JavaScript.

/** Milliseconds in which a decision made on the page can be undone. */
export const undoMs = 8_000;

/** The built-in verdicts in words, as a decision says them. */
export const verdictWords: Record<BuiltInVerdict, string> = {
  approve: "Approved",
  reject: "Rejected",
  request_information: "Information requested",
};

const answerWords: Partial<Record<BuiltInVerdict, string>> = { approve: "Answered", reject: "Not answered" };

/** A built-in verdict in words, as a decision says it; `isAnswer`: it answers a question. */
export const wordsOfVerdict = (verdict: BuiltInVerdict, isAnswer: boolean): string =>
  (isAnswer ? answerWords[verdict] : undefined) ?? verdictWords[verdict];

/** The words of the buttons and of the box for the reason. */
export const decisionLabels = (answers: AnswerKind | undefined) => ({
  approve: answers === "draft" ? "Send the draft" : answers ? "Send the answer" : "Approve",
  reject: answers ? "Cannot be answered" : "Reject",
  reason: answers ? "Answer" : "Reason",
  needed: answers === "in_words" ? "Needed." : answers ? "Needed, but not to send the draft." : "Needed to reject.",
});

/** Why the viewer may not decide a case, as pages and the API tell it. */
export const refusalSentences: Record<DecideRefusal, string> = {
  own_claim: "This is your own case. Another reviewer has to decide it.",
  supplied_evidence: "You supplied evidence for this case. Another reviewer has to decide it.",
  not_a_decider: "The workflow lets other people decide this case. You can read it and leave a note.",
  above_limit: "The amount is above what you may approve. A colleague with a higher limit has to decide it.",
};
