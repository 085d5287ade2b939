import type { Context, HistoryMessage, JsonValue } from "@/lib/engine";
import { type AmountReading, checkAmounts } from "./check-amounts";
import { formatFact, readField } from "./facts";
import { amountsIn, daysIn, likeliestDay, standsIn, wordsOf } from "./own-reading";
import type { FieldSpec } from "./schema";

/** What a model proposes for a fact, held against the person's words. */
export type CheckedProposal = AmountReading & {
  /** The seq of the message that says so; null when no single one does. */
  source?: number | null;
  /** The words are the model's, not the person's. */
  isSummary?: boolean;
};

export interface PersonsWords {
  /** What is read now. */
  text: string;
  /** Everything the person wrote, oldest first. */
  messages: readonly Pick<HistoryMessage, "content" | "seq" | "timestamp">[];
  /** The field that the open question is about, when the text answers it. */
  askedKey: string | undefined;
  /** How often that question has been asked. */
  timesAsked: number;
  /** Where a fact comes from when no message holds it as a whole. */
  messageSeq: number | null;
  now: Date;
}

/**
 * A proposal counts when the person said it: an amount, a day and a name stand in their words, normalised. Undefined when
 * there is nothing to take. The last message that holds a fact is its source.
 */
export function checkProposal(
  field: FieldSpec,
  proposal: JsonValue,
  context: Context,
  words: PersonsWords,
): CheckedProposal | undefined {
  const known = context.get(field.key);
  switch (field.type) {
    case "money": {
      const current = typeof known === "number" ? known : undefined;
      const quotes = Array.isArray(proposal) ? proposal.map(String) : [];
      const reading = checkAmounts(field, quotes, {
        words: words.text,
        isAsked: words.askedKey === field.key,
        current,
      });
      if (!reading?.ok) return reading;
      return { ...reading, source: sourceOf(words, ({ content }) => amountsIn(content).has(Number(reading.value))) };
    }
    case "date":
      return checkDay(field, proposal, known, words);
    case "text":
      return typeof proposal === "string" ? checkName(field, proposal, known, words) : undefined;
    case "long_text":
      return checkStory(field, proposal, known, words);
    default: {
      const reading = proposal === null ? undefined : readField(field, proposal, words.now);
      return reading?.ok ? { ...reading, source: words.messageSeq } : undefined;
    }
  }
}

/** The newest message for which it holds; that of now when none does. */
function sourceOf(
  { messages, messageSeq }: PersonsWords,
  holds: (message: { content: string }) => boolean,
): number | null {
  return messages.findLast(holds)?.seq ?? messageSeq;
}

/** What is read now, and before it what was said earlier when nothing is known yet: old words change nothing. */
const textsFor = ({ text, messages, now }: PersonsWords, known: JsonValue | undefined) => [
  { content: text, timestamp: now.toISOString() },
  ...(known === undefined ? messages.toReversed() : []),
];

/** A day of the model's that was said; where it has none that was, and none is known, the one that we read ourselves. */
function checkDay(field: FieldSpec, proposal: JsonValue, known: JsonValue | undefined, words: PersonsWords) {
  const today = words.now.toISOString().slice(0, 10);
  const isSaid = (day: string) => (message: { content: string; timestamp?: string }) =>
    daysIn(message.content, message.timestamp?.slice(0, 10) ?? today).includes(day);
  const proposed = typeof proposal === "string" ? isoDay(proposal.trim(), today) : undefined;
  const own = known === undefined ? likeliestDay(words.text, today) : null;
  const day = proposed && textsFor(words, known).some(isSaid(proposed)) ? proposed : own;
  return day ? { ...readField(field, day, words.now), source: sourceOf(words, isSaid(day)) } : undefined;
}

const isoDay = (text: string, today: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : daysIn(text, today)[0];

function checkName(field: FieldSpec, proposal: string, known: JsonValue | undefined, words: PersonsWords) {
  const isSaid = ({ content }: { content: string }) => standsIn(proposal, content);
  if (!textsFor(words, known).some(isSaid)) return undefined;
  const reading = readField(field, proposal, words.now);
  return reading.ok ? { ...reading, source: sourceOf(words, isSaid) } : undefined;
}

const longestStory = 600;
const smallTalk = new Set(
  "sorry typo wait actually correct correction right wrong amount total dollars dollar please change changed meant mean said say that this there thank thanks yes sure okay".split(
    " ",
  ),
);
/** Words that tell something: no numbers, no words of every sentence. */
const tellingWords = (text: string): string[] =>
  wordsOf(text).filter((word) => word.length >= 4 && !/\d/.test(word) && !smallTalk.has(word));

/** A story is the person's, sentence by sentence, or a summary that says nothing else than they did. */
function checkStory(
  field: FieldSpec,
  proposal: JsonValue,
  known: JsonValue | undefined,
  words: PersonsWords,
): CheckedProposal | undefined {
  const own = (): CheckedProposal | undefined => {
    const reading = readField(field, cut(words.text), words.now);
    return reading.ok ? { ...reading, source: words.messageSeq } : undefined;
  };
  if (typeof proposal !== "string" || !proposal.trim()) {
    // Asked for it again and told: a model that finds nothing in it must not ask again and again.
    const isAskedAgain = words.askedKey === field.key && words.timesAsked > 1;
    const isTold = tellingWords(words.text).length >= 4 && !/\?\s*$/.test(words.text);
    return isAskedAgain && isTold && known === undefined ? own() : undefined;
  }
  if (known !== undefined && tellingWords(proposal).length < 2) return undefined;
  const said = [formatFact(field, known) ?? "", words.text, ...words.messages.map(({ content }) => content)];
  const sentences = proposal
    .split(/(?<=[.!?…])\s+|\n+|\bCorrection:/)
    .filter((sentence) => wordsOf(sentence).length > 0);
  if (sentences.every((sentence) => said.some((text) => standsIn(sentence, text)))) {
    const reading = readField(field, proposal, words.now);
    return reading.ok
      ? { ...reading, source: sourceOf(words, ({ content }) => standsIn(proposal, content)) }
      : undefined;
  }
  if (isSummaryOf(proposal, said)) {
    const reading = readField(field, proposal, words.now);
    return reading.ok ? { ...reading, source: words.messageSeq, isSummary: true } : undefined;
  }
  return known === undefined && tellingWords(words.text).length >= 2 ? own() : undefined;
}

/** Short, with no number that was not said, and most of its telling words are the person's. */
function isSummaryOf(summary: string, said: string[]): boolean {
  const there = new Set(said.flatMap(wordsOf));
  const numbers = wordsOf(summary).filter((word) => /\d/.test(word));
  const telling = tellingWords(summary);
  const shared = telling.filter((word) => there.has(word));
  return (
    summary.length <= longestStory && numbers.every((word) => there.has(word)) && shared.length * 2 > telling.length
  );
}

const cut = (text: string): string => {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain.length > longestStory ? `${plain.slice(0, longestStory - 1).replace(/\s\S*$/, "")}…` : plain;
};
