import { allStems, type Topic } from "./topic";

/** A word of a topic with the terms that mean the same. */
export type TopicWord = Topic["words"][number];

/** Whether a text with these stems has the word, or a term that means the same. */
export const hasWord = (word: TopicWord, stems: ReadonlySet<string>): boolean =>
  word.some((term) => term.every((stem) => stems.has(stem)));

/** The weight of a word among texts: one that stands in many of them tells less. At most 1. */
export function weightsAmong(texts: readonly string[]): (word: TopicWord) => number {
  const all = texts.map(allStems);
  return (word) => 1 / Math.sqrt(Math.max(1, all.filter((stems) => hasWord(word, stems)).length));
}
