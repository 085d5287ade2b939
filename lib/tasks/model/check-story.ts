import type { JsonValue } from "@/lib/engine";
import { readField } from "../facts/facts";
import { isoDayOf } from "../facts/format-day";
import { storyChangeIn, storyIn } from "../facts/own-reading";
import { wordsWithoutStory } from "../replies/small-talk";
import { standsIn, wordsOf } from "../replies/words";
import type { FieldSpec } from "../schema";
import type { CheckedProposal, PersonsWords } from "./checked-proposal";

const longestStory = 600;
/** Words with a meaning of their own: no numbers and no function words. */
const tellingWords = (text: string): string[] =>
  wordsOf(text).filter((word) => word.length >= 4 && !/\d/.test(word) && !wordsWithoutStory.has(word));

/**
 * A story is the person's own sentences, or a summary without other information. Values that have a field of their own
 * are removed from it. A correction ("not a pipe") changes it in any case.
 */
export function checkStory(
  field: FieldSpec,
  proposal: JsonValue,
  known: JsonValue | undefined,
  words: PersonsWords,
): CheckedProposal | undefined {
  const today = isoDayOf(words.now);
  const change = typeof known === "string" ? storyChangeIn(words.text, known, today) : null;
  if (change?.type === "unclear")
    return { ok: false, problem: askWhatHappened(change.thing), isTakenBack: true, about: change.thing };
  const take = (
    text: string,
    origin: { source?: number | null; isSummary?: boolean } = {},
  ): CheckedProposal | undefined => {
    const reading = readField(field, cut(text), words.now);
    return reading.ok ? { ...reading, source: words.messageSeq, ...origin } : undefined;
  };
  const ownWords = known === undefined ? withThingAsked(storyIn(words.text, today), words, today) : change?.text;
  const own = () => (ownWords ? take(ownWords) : undefined);
  const isReplaced = change !== null && !change.isMore;
  const told = typeof proposal === "string" ? storyIn(proposal, today) : "";
  if (told === "") {
    const isWorthless = typeof proposal === "string" && proposal.trim() !== "" && tellingWords(words.text).length >= 2;
    if (isWorthless && known === undefined) return own();
    // The person has answered the repeated question: it must not be asked again when the model finds nothing.
    const isAskedAgain = words.askedKey === field.key && words.timesAsked > 1;
    const isTold = tellingWords(words.text).length >= 4 && !/\?\s*$/.test(words.text);
    return isReplaced || (isAskedAgain && isTold && known === undefined) ? own() : undefined;
  }
  if (told === ownWords || (known === undefined && told === storyIn(words.text, today))) return own();
  if (isReplaced && change.denied.some((word) => wordsOf(told).includes(word))) return own();
  if (known !== undefined && tellingWords(told).length < 2) return undefined;
  const said = [...(typeof known === "string" && !isReplaced ? [known] : []), words.text].concat(
    words.messages.map(({ content }) => content),
  );
  // A part from the middle of their text is still their own text.
  const stories = new Map(known === undefined ? [[words.text, ownWords ?? ""]] : []);
  const storyOf = (text: string): string => {
    const story = stories.get(text) ?? storyIn(text, today);
    stories.set(text, story);
    return story;
  };
  const isSaid = (sentence: string, text: string) => standsIn(sentence, text) || standsIn(sentence, storyOf(text));
  const sentences = told.split(/(?<=[.!?…])\s+|\n+/).filter((sentence) => wordsOf(sentence).length > 0);
  if (sentences.every((sentence) => said.some((text) => isSaid(sentence, text)))) {
    const source = words.messages.findLast(({ content }) => isSaid(told, content))?.seq ?? words.messageSeq;
    return take(told, { source });
  }
  if (isSummaryOf(told, said) && saysNoOtherNumber(String(proposal), said)) return take(told, { isSummary: true });
  const isAnswer = words.askedKey === field.key && wordsOf(words.text).length >= 3;
  return known === undefined && (isAnswer || tellingWords(words.text).length >= 2) ? own() : undefined;
}

/**
 * "do you cover hail? it hit my car": when the question was answered separately, the whole message shows what "it" is.
 */
function withThingAsked(told: string, { messages }: PersonsWords, today: string): string {
  const whole = /^it\s/i.test(told) ? storyIn(messages.at(-1)?.content ?? "", today) : "";
  return whole.endsWith(told.slice("it".length)) ? whole : told;
}

/** "my motorbike" -> "What happened to your motorbike?" */
export function askWhatHappened(thing: string): string {
  const named = thing.replace(/^(?:my|our)\b/i, "your").replace(/^(?:an?)\b/i, "the");
  if (named === "") return "What happened then, and what is damaged?";
  return `What happened to ${/^(?:your|the|his|her|their)\b/i.test(named) ? named : `the ${named}`}?`;
}

/** Short, and most of its words with a meaning are the person's. */
export function isSummaryOf(summary: string, said: string[]): boolean {
  const there = new Set(said.flatMap(wordsOf));
  const telling = tellingWords(summary);
  const shared = telling.filter((word) => there.has(word));
  return summary.length <= longestStory && shared.length * 2 > telling.length;
}

/** A model that makes up a number may make up more. */
function saysNoOtherNumber(proposal: string, said: string[]): boolean {
  const there = new Set(said.flatMap(wordsOf));
  return wordsOf(proposal).every((word) => !/\d/.test(word) || there.has(word));
}

const cut = (text: string): string => {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain.length > longestStory ? `${plain.slice(0, longestStory - 1).replace(/\s\S*$/, "")}…` : plain;
};
