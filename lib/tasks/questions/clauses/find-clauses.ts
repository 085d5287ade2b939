import { allStems, type InsuredThing, insuredThing, type Topic } from "@/lib/reading/topics/topic";
import { hasWord, type TopicWord, weightsAmong } from "@/lib/reading/topics/weights";
import { type FoundPassage, findPassages } from "@/lib/search/find-passages";
import { citationOf } from "../../citations/citation-of";
import type { Citation } from "../../citations/schema";
import { splitSentences } from "../../replies/words";

/** The passages that are compared with a question. */
const candidates = 25;
/** Characters. A longer paragraph is quoted by the sentence. */
const longestQuote = 400;
/** A second clause is quoted when it fits about as well as the first. */
const secondShare = 0.75;

/** What a question is about, and what is known of its case. */
export interface ClauseSearch {
  collections: readonly string[];
  /** What is asked about. */
  topic: Topic;
  /** What is known of the case: it says which of the fitting clauses are nearest. */
  story: Topic;
  /** Whether the topic is told and not asked: few words of a story stand in the clause about it. */
  isTold: boolean;
  /** What the case is about, for a question that does not say it. */
  insured: InsuredThing | undefined;
  signal?: AbortSignal;
}

/**
 * The sentences of documents that say something about a topic, the best first, two at most. A passage fits when it has
 * enough of the topic's words: similarity alone cannot tell a question that no document answers. Undefined when the
 * collections have no passages. Throws as `findPassages` does.
 */
export async function findClauses(search: ClauseSearch): Promise<Citation[] | undefined> {
  const { collections, topic, story, isTold, insured, signal } = search;
  const query = `${topic.query} ${story.query}`;
  const found = await findPassages({ query, audience: "claimants", collections, limit: candidates }, { signal });
  if (found.length === 0) return undefined;
  const weigh = weightsAmong(found.map(({ heading, text }) => `${heading} ${text}`));
  const fitting = found
    .map((passage, place) => ratePassage(passage, { ...search, place, weigh }))
    .filter(({ matches, isNamed }) =>
      isTold ? matches >= 2 || isNamed : matches > 0 && 3 * matches >= 2 * topic.words.length,
    )
    .toSorted((one, other) => other.score - one.score);
  const about = topic.insured ?? insured;
  // During a claim about a car, "is my laptop covered?" is still answered from the terms for homes.
  const near = fitting.filter(({ passage }) => [undefined, about].includes(insuredThing(passage.document)));
  const [best, ...others] = near.length > 0 && about !== undefined ? near : fitting;
  const second = others.find(
    ({ score, matches }) => best && score >= secondShare * best.score && (!isTold || matches > 1),
  );
  const beside = best?.beside === undefined ? undefined : { ...best, quote: best.beside };
  return [best, beside ?? second].flatMap((one) => (one ? citationOf(one.passage, one.quote) : []));
}

interface Ranking {
  /** The place among the passages found, from 0. */
  place: number;
  weigh: (word: TopicWord) => number;
}

interface Rated {
  passage: FoundPassage;
  quote: string;
  /**
   * The other paragraph of a passage that is about what happened: "water is covered" beside "the pipe is paid up to
   * $500". A person who asks "am I covered?" needs both.
   */
  beside: string | undefined;
  /** How many words of the topic it has, and whether its own heading has one of them. */
  matches: number;
  isNamed: boolean;
  score: number;
}

function ratePassage(passage: FoundPassage, { place, topic, story, weigh, isTold }: ClauseSearch & Ranking): Rated {
  const sum = (words: readonly TopicWord[], stems: ReadonlySet<string>) =>
    words.reduce((total, word) => total + (hasWord(word, stems) ? weigh(word) : 0), 0);
  const [own = "", ...above] = passage.heading.split(" > ").slice(1).toReversed();
  const [heading, section] = [allStems(own || passage.heading), allStems(above.join(" "))];
  const parts = quotableParts(passage.text).map((text) => {
    const stems = allStems(text);
    // The standard case is nearer than a special one that nothing tells of.
    const standard = stems.has("standard") ? 0.2 : 0;
    return { text, stems, score: sum(topic.words, stems) + sum(story.words, stems) / 2 + standard };
  });
  const best = parts.reduce((one, other) => (other.score > one.score ? other : one));
  const matches = topic.words.filter((word) => hasWord(word, heading) || hasWord(word, best.stems)).length;
  // Of a story the clause with most of its words is the nearest: a rare word may be a place or a thing beside it.
  const common = isTold ? matches / 2 : 0;
  const named = sum(topic.words, heading);
  const share = topic.words.filter((word) => hasWord(word, heading)).length / Math.max(1, heading.size);
  const lines = passage.text.split("\n");
  const besides = parts.filter(
    ({ text, stems }) => text !== best.text && lines.includes(text) && topic.words.some((word) => hasWord(word, stems)),
  );
  const beside =
    topic === story && named > 0 ? besides.toSorted((one, other) => other.score - one.score)[0]?.text : undefined;
  const score = best.score + named + share / 2 + sum(topic.words, section) / 2 + common + 0.2 / (place + 1);
  return { passage, quote: best.text, beside, matches, isNamed: named > 0, score };
}

/** The paragraphs of a passage, long ones as sentences. Each stands literally in it. */
function quotableParts(text: string): string[] {
  const parts = text
    .split("\n")
    .flatMap((line) => (line.length <= longestQuote ? [line] : splitSentences(line)))
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 0 ? parts : [text];
}
