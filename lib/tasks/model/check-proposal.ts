import type { Context, HistoryMessage, JsonValue } from "@/lib/engine";
import { type AmountReading, askAgainAbout, checkAmounts, whatTotal } from "../amounts/check-amounts";
import { readChoice } from "../amounts/choose-amount";
import { offerOf } from "../amounts/offers";
import { toldAnewKey } from "../facts/context-keys";
import { futureProblem, readField } from "../facts/facts";
import {
  amountsIn,
  daysIn,
  isOfFuture,
  likeliestDay,
  namesNoDay,
  speaksOfThousands,
  standsIn,
} from "../facts/own-reading";
import { deniesFact } from "../replies/read-removal";
import type { FieldSpec } from "../schema";
import { checkStory } from "./check-story";

/** What a model proposes for a fact, held against the person's words. */
export type CheckedProposal = AmountReading & {
  /** What was known is wrong: it has to be told anew, and older words do not tell it. */
  isTakenBack?: boolean;
  /** What it is about now ("my motorbike"), as far as that was said. */
  about?: string;
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
  const isDeniable = field.type === "date" || field.type === "text";
  const today = words.now.toISOString().slice(0, 10);
  const denied = isDeniable && deniesFact(field, known, words.text, today);
  const since = context.get<Record<string, number>>(toldAnewKey)?.[field.key] ?? -1;
  // What was denied is told by later words alone.
  const later = { ...words, messages: words.messages.filter(({ seq }) => seq === undefined || seq > since) };
  switch (field.type) {
    case "money": {
      const current = typeof known === "number" ? known : undefined;
      const offered = offerOf(context, field);
      const chosen = words.askedKey === field.key ? readChoice(words.text, offered) : undefined;
      if (chosen) return chosen.ok ? { ...chosen, source: words.messageSeq } : chosen;
      const earlier = words.messages.slice(0, -1).map(({ content }) => content);
      const quotes = Array.isArray(proposal) ? proposal.map(String) : [];
      const reading = checkAmounts(field, quotes, {
        words: words.text,
        isAsked: words.askedKey === field.key,
        current,
        isOffered: offered.value !== undefined,
        isInThousands: speaksOfThousands(earlier),
      });
      const isOpen = words.askedKey === field.key && current === undefined;
      if (!reading && isOpen && offered.choices) return askAgainAbout(offered.choices);
      const isSame = !reading || (reading.ok && reading.value === known);
      if (isSame && deniesFact(field, known, words.text, today)) return { ok: false, problem: whatTotal };
      if (!reading?.ok) return reading;
      return { ...reading, source: sourceOf(words, ({ content }) => amountsIn(content).has(Number(reading.value))) };
    }
    case "date":
      return orAskAnew(field, checkDay(field, proposal, known, later), denied ? known : undefined);
    case "text": {
      const name = typeof proposal === "string" ? checkName(field, proposal, known, later) : undefined;
      return orAskAnew(field, name, denied ? known : undefined);
    }
    case "long_text":
      return checkStory(field, proposal, known, later);
    default: {
      const reading = proposal === null ? undefined : readField(field, proposal, words.now);
      return reading?.ok ? { ...reading, source: words.messageSeq } : undefined;
    }
  }
}

/** Another value than the one that was denied, or the question for it. */
function orAskAnew(
  { label, question }: FieldSpec,
  checked: CheckedProposal | undefined,
  denied: JsonValue | undefined,
): CheckedProposal | undefined {
  if (denied === undefined || (checked?.ok && checked.value !== denied)) return checked;
  const asked = question ?? `${label}: what should I write instead?`;
  return { ok: false, problem: `I have taken that out. ${asked}`, isTakenBack: true };
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
  if (day) return { ...readField(field, day, words.now), source: sourceOf(words, isSaid(day)) };
  const isAhead = known === undefined && isOfFuture(words.text, today);
  if (namesNoDay(words.text)) return { ok: false as const, problem: "There is no such day. When did it happen?" };
  return isAhead ? { ok: false as const, problem: futureProblem } : undefined;
}

const isoDay = (text: string, today: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : daysIn(text, today)[0];

function checkName(field: FieldSpec, proposal: string, known: JsonValue | undefined, words: PersonsWords) {
  const isSaid = ({ content }: { content: string }) => standsIn(proposal, content);
  if (!textsFor(words, known).some(isSaid)) return undefined;
  const reading = readField(field, proposal, words.now);
  return reading.ok ? { ...reading, source: sourceOf(words, isSaid) } : undefined;
}
