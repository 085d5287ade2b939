import type { Context, JsonValue } from "@/lib/engine";
import { askAgainAbout, checkAmounts, whatTotal } from "../amounts/check-amounts";
import { readChoice } from "../amounts/choose-amount";
import { offerOf } from "../amounts/offers";
import { isStory } from "../config/field-meaning";
import { questionFor } from "../conversation/forms";
import { mayTell } from "../facts/fact-cutoffs";
import { futureProblem, readField } from "../facts/facts";
import { isoDayOf } from "../facts/format-day";
import { amountsIn, daysIn, isOfFuture, likeliestDay, namesNoDay, speaksOfThousands } from "../facts/own-reading";
import { severalValues, valuesIn } from "../facts/values/typed-values";
import { deniesFact } from "../replies/read-removal";
import { standsIn, wordsOf } from "../replies/words";
import type { FieldSpec } from "../schema";
import { checkStory, isSummaryOf } from "./check-story";
import type { CheckedProposal, PersonsWords } from "./checked-proposal";

/**
 * Checks a model's proposal for a field. It counts when the person said it: an amount, a day and a name stand in their
 * words, normalised. Undefined when there is nothing to take. The newest message that holds a fact is its source.
 */
export function checkProposal(
  field: FieldSpec,
  proposal: JsonValue,
  context: Context,
  words: PersonsWords,
): CheckedProposal | undefined {
  const known = context.get(field.key);
  // After a removal or a denial only later messages count.
  const telling = words.messages.filter(({ seq = null }) => mayTell(context, field, seq));
  switch (field.type) {
    case "money":
      return checkMoney(field, proposal, context, words);
    case "date":
      return orAskAgain(field, checkDay(field, proposal, known, { ...words, telling }), known, words);
    case "text":
      return orAskAgain(field, checkName(field, proposal, known, { ...words, telling }), known, words);
    case "number":
    case "duration":
    case "email":
      return checkTypedValue(field, field.type, proposal, known, { ...words, telling });
    case "long_text":
      if (isStory(field)) return checkStory(field, proposal, known, { ...words, messages: telling });
      return orAskAgain(field, checkOwnWords(field, proposal, known, { ...words, telling }), known, words);
    default: {
      const reading = proposal === null ? undefined : readField(field, proposal, words.now);
      return reading?.ok ? { ...reading, source: words.messageSeq } : undefined;
    }
  }
}

function checkMoney(
  field: FieldSpec,
  proposal: JsonValue,
  context: Context,
  words: PersonsWords,
): CheckedProposal | undefined {
  const known = context.get(field.key);
  const isAsked = words.askedKey === field.key;
  const offered = offerOf(context, field);
  const chosen = isAsked ? readChoice(words.text, offered) : undefined;
  if (chosen) return chosen.ok ? { ...chosen, source: words.messageSeq } : chosen;
  const current = typeof known === "number" ? known : undefined;
  const earlier = words.messages.slice(0, -1).map(({ content }) => content);
  const reading = checkAmounts(field, Array.isArray(proposal) ? proposal.map(String) : [], {
    words: words.text,
    isAsked,
    current,
    isOffered: offered.value !== undefined,
    isInThousands: speaksOfThousands(earlier),
    open: isAsked ? offered.choices : undefined,
  });
  if (!reading && isAsked && current === undefined && offered.choices) return askAgainAbout(offered.choices);
  const isSame = !reading || (reading.ok && reading.value === known);
  if (isSame && deniesFact(field, known, words.text, isoDayOf(words.now))) return { ok: false, problem: whatTotal };
  if (!reading?.ok) return reading;
  return { ...reading, source: sourceOf(words, ({ content }) => amountsIn(content).has(Number(reading.value))) };
}

/** The value, or the question for another one when the person denied the known one. */
function orAskAgain(
  field: FieldSpec,
  checked: CheckedProposal | undefined,
  known: JsonValue | undefined,
  { text, now }: PersonsWords,
): CheckedProposal | undefined {
  if (known === undefined || (checked?.ok && checked.value !== known)) return checked;
  if (!deniesFact(field, known, text, isoDayOf(now))) return checked;
  const asked = field.question ?? `${field.label}: what should I write instead?`;
  return { ok: false, problem: `I have taken that out. ${asked}`, isTakenBack: true };
}

/** With the messages that may tell the fact. */
type TellingWords = PersonsWords & { telling: PersonsWords["messages"] };

/** The seq of the newest message for which it holds, or that of the text. */
function sourceOf(
  { messages, messageSeq }: PersonsWords,
  holds: (message: { content: string }) => boolean,
): number | null {
  return messages.findLast(holds)?.seq ?? messageSeq;
}

/** What is read now, and before it what was said earlier when nothing is known yet: old words change nothing. */
const textsFor = ({ text, telling, now }: TellingWords, known: JsonValue | undefined) => [
  { content: text, timestamp: now.toISOString() },
  ...(known === undefined ? telling.toReversed() : []),
];

/** The model's day when the person named it; otherwise, while no day is known, the day that our own code reads. */
function checkDay(field: FieldSpec, proposal: JsonValue, known: JsonValue | undefined, words: TellingWords) {
  const today = isoDayOf(words.now);
  const isSaid = (day: string) => (message: { content: string; timestamp?: string }) =>
    daysIn(message.content, message.timestamp?.slice(0, 10) ?? today, field.future).includes(day);
  const proposed = typeof proposal === "string" ? isoDay(proposal.trim(), today, field.future) : undefined;
  const own =
    known === undefined && (!field.future || words.askedKey === field.key) ? dayIn(field, words.text, today) : null;
  const day = proposed && textsFor(words, known).some(isSaid(proposed)) ? proposed : own;
  if (day) return { ...readField(field, day, words.now), source: sourceOf(words, isSaid(day)) };
  const isAhead = known === undefined && !field.future && isOfFuture(words.text, today);
  if (namesNoDay(words.text)) return { ok: false as const, problem: `There is no such day. ${questionFor(field)}` };
  return isAhead ? { ok: false as const, problem: futureProblem } : undefined;
}

/** The day that the text most likely means for this field. */
const dayIn = (field: FieldSpec, text: string, today: string): string | null =>
  field.future ? (daysIn(text, today, true)[0] ?? null) : likeliestDay(text, today);

const isoDay = (text: string, today: string, isPlanned?: boolean): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : daysIn(text, today, isPlanned)[0];

/**
 * A long text that is not about an event: the person's own words, or a summary of them; the whole message when it
 * answers the question.
 */
function checkOwnWords(field: FieldSpec, proposal: JsonValue, known: JsonValue | undefined, words: TellingWords) {
  const named = checkName(field, proposal, known, words);
  const isOneMessage = words.messages.some(
    ({ content }) => typeof proposal === "string" && standsIn(proposal, content),
  );
  // Without a question about it, a text that no single message has is all of them together.
  if (named && (isOneMessage || words.askedKey === field.key)) return named;
  const texts = textsFor(words, known).map(({ content }) => content);
  if (typeof proposal === "string" && !named && isSummaryOf(proposal, texts)) {
    const reading = readField(field, proposal, words.now);
    if (reading.ok) return { ...reading, source: words.messageSeq, isSummary: true };
  }
  if (words.askedKey !== field.key || wordsOf(words.text).length < 2) return undefined;
  const reading = readField(field, words.text, words.now);
  return reading.ok ? { ...reading, source: words.messageSeq } : undefined;
}

function checkName(field: FieldSpec, proposal: JsonValue, known: JsonValue | undefined, words: TellingWords) {
  if (typeof proposal !== "string") return undefined;
  const isSaid = ({ content }: { content: string }) => standsIn(proposal, content);
  if (!textsFor(words, known).some(isSaid)) return undefined;
  const reading = readField(field, proposal, words.now);
  return reading.ok ? { ...reading, source: sourceOf(words, isSaid) } : undefined;
}

/**
 * The model's value when it is the only one of its type in the person's words. Our own code reads the answer to the
 * open question also without the model. Two values are asked about.
 */
function checkTypedValue(
  field: FieldSpec,
  type: "number" | "duration" | "email",
  proposal: JsonValue,
  known: JsonValue | undefined,
  words: TellingWords,
): CheckedProposal | undefined {
  const reading = proposal === null ? undefined : readField(field, proposal, words.now);
  const isAsked = words.askedKey === field.key;
  const said = valuesIn(type, words.text);
  if (isAsked && said.length > 1) return { ok: false, problem: severalValues[type] };
  const [only] = said;
  if (isAsked && only !== undefined) return { ok: true, value: only, source: words.messageSeq };
  const value = reading?.ok ? reading.value : undefined;
  const isSaid = ({ content }: { content: string }) => valuesIn(type, content).some((one) => one === value);
  const texts = textsFor(words, known);
  if (value === undefined || !texts.some(isSaid)) return undefined;
  return { ok: true, value, source: sourceOf(words, isSaid) };
}
