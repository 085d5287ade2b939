import { wordsOf } from "../replies/words";
import { findQuote } from "./find-quote";
import type { Passage } from "./schema";

/** A sentence of a model's answer, with the number of the passage that it cites, from 1. */
export interface CitedSentence {
  text: string;
  passage: number;
  quote: string;
}

const longestSentence = 600;

const subject = "(?:your|this|the) (?:claim|case|loss|damage|request|amount|payment|refund|payout)";
const adverb = "(?: (?:now|hereby|already|thus|then|indeed|also|just|\\w+ly))*";
const becomes = `(?:is|was|are|(?:has|have)${adverb} been|(?:will|shall)${adverb} be|is going to be|gets|qualifies)`;
const outcome =
  "(?:approved|accepted|granted|paid|settled|reimbursed|refunded|compensated|authori[sz]ed|covered in full)";
const will = "(?:'ll| will| shall| are going to| is going to| can| are sure to| can expect to)";
const promised = "(?:pay|refund|reimburse|compensate|settle|transfer|cover|approve|accept|send you)";
const received = "(?:get|receive|be(?: \\w+ly)? (?:paid|refunded|reimbursed|compensated))";
const insurer = "(?:the|your) (?:insurer|insurance|company)";
/** Promises, whether or not the sentence names a speaker. */
const promises = new RegExp(
  [
    `\\b${subject} ${becomes}${adverb} ${outcome}\\b`,
    `\\bpayment ${becomes}${adverb} ${outcome}\\b`,
    `\\b(?:I|we)${adverb} (?:promise|guarantee|assure|confirm|approve|accept|authori[sz]e)\\b`,
    `\\b(?:I|we)${adverb} (?:agree|undertake) to pay\\b`,
    `\\b(?:I|we)(?:'ve| have)${adverb} (?:${outcome}|agreed|promised|guaranteed|confirmed)\\b`,
    `\\b(?:I|we|GraphFlow)${will}${adverb} ${promised} (?:you|your|this)\\b`,
    `\\byou${will}${adverb} ${received}\\b`,
    `\\bconsider (?:it|this|that|your \\w+)${adverb} ${outcome}\\b`,
  ].join("|"),
  "iu",
);
/** What only a sentence may say that reports what a document says. */
const assertions = new RegExp(
  [
    "\\byou(?:'re| are)(?: fully)? (?:covered|insured|entitled|eligible)\\b",
    `\\b${insurer}${will}${adverb} ${promised} (?:you|your|this)\\b`,
  ].join("|"),
  "iu",
);
const report = /\b(?:policy|terms?|clauses?|conditions?|documents?|cover|section)\b/iu;
const address = /https?:|www\.|\S@\S|<[a-z/!]/i;

const numbersIn = (text: string): string[] =>
  wordsOf(text.replace(/(?<=\d)[,’'](?=\d{3})/g, "")).filter((word) => /\d/.test(word));

/** A sentence as a person reads it: without invisible characters and marks of emphasis, in usual letters. */
const asRead = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{DI}*_~`]/gu, "")
    .replace(/[’‘´]/g, "'")
    .replace(/\s+/g, " ");

/**
 * Whether a sentence promises a payment or decides, which only rules and reviewers may. Words in quotation marks that
 * stand in the passage are the document's.
 */
export function promisesPayment(sentence: string, source: string): boolean {
  const own = sentence.replace(/[“"]([^“”"]*)[”"]/g, (quoted, words: string) =>
    findQuote(words, source) === undefined ? quoted : "",
  );
  const read = asRead(own);
  return promises.test(read) || (assertions.test(read) && !report.test(read));
}

/** Whether a sentence names a number or an address that none of these texts has. */
export function addsFigures(sentence: string, sources: readonly string[]): boolean {
  const known = new Set(sources.flatMap((source) => [...numbersIn(source), ...numbersIn(asRead(source))]));
  if (numbersIn(asRead(sentence)).some((number) => !known.has(number))) return true;
  return address.test(asRead(sentence)) && !sources.some((source) => address.test(source));
}

/**
 * Why a sentence may not be shown to a person, in words for the model; undefined when it may. Its quote stands
 * literally in the passage that it cites; it promises nothing, and has no number that neither the passage nor the
 * question has.
 */
export function problemOf(
  { text, passage, quote }: CitedSentence,
  passages: readonly Passage[],
  question: string,
): string | undefined {
  const cited = passages[passage - 1];
  if (!cited) return `it cites passage ${passage}, and the passages are 1 to ${passages.length}`;
  if (findQuote(quote, cited.text) === undefined)
    return `its quote does not stand literally in passage ${passage}: copy three words or more from it, unchanged`;
  if (wordsOf(text).length === 0) return "it has no words";
  if (text.length > longestSentence) return `it is longer than ${longestSentence} characters`;
  if (promisesPayment(text, cited.text)) return "it promises a payment or decides: say what the policy says";
  if (addsFigures(text, [cited.text, cited.heading, cited.document, question]))
    return "it has a number or an address that its passage does not have";
  return undefined;
}
