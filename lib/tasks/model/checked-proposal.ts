import type { HistoryMessage } from "@/lib/engine";
import type { AmountReading } from "../amounts/check-amounts";

/** What a model proposes for a fact, compared with the person's text. */
export type CheckedProposal = AmountReading & {
  /** The known value is wrong: it is asked for again, and older messages do not count. */
  isTakenBack?: boolean;
  /** What it is about now ("my motorbike"), when the text names it. */
  about?: string;
  /** The seq of the message that says so; null when no single one does. */
  source?: number | null;
  /** The words are the model's, not the person's. */
  isSummary?: boolean;
};

/** What a proposal is checked against. */
export interface PersonsWords {
  /** What is read now. */
  text: string;
  /** Everything that the person wrote, oldest first. */
  messages: readonly Pick<HistoryMessage, "content" | "seq" | "timestamp">[];
  /** The field that the open question is about, when the text answers it. */
  askedKey: string | undefined;
  /** How often that question has been asked. */
  timesAsked: number;
  /** Where a fact comes from when no message holds it as a whole. */
  messageSeq: number | null;
  now: Date;
}
