import { matchAt, type Phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";

/** A set of the words of a list that stand apart by spaces. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** The words of a text, lower case, without marks: what is left when two people write the same differently. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether the quote stands in the text, word by word. */
export function standsIn(quote: string, text: string): boolean {
  const words = wordsOf(quote);
  return words.length > 0 && ` ${wordsOf(text).join(" ")} `.includes(` ${words.join(" ")} `);
}

/** Whether the phrase fits the whole text and not only a part of it. */
export function isWhole(sought: Phrase, text: string): boolean {
  const tokens = tokenize(text.trim());
  return tokens.length > 0 && matchAt(sought, tokens, 0, tokens.length, (end) => end === tokens.length) >= 0;
}

const sentenceSegments = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a text, each with the spaces that follow it. */
export const splitSentences = (text: string): string[] =>
  [...sentenceSegments.segment(text)].map(({ segment }) => segment);
