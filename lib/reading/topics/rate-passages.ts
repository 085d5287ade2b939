import { allStems, type InsuredThing, type Topic } from "./topic";
import { hasWord, type TopicWord, weightsAmong } from "./weights";

// Similarity alone cannot tell a question that no document answers. The words that a question and a passage share can.

/** A passage as it is compared with a topic. */
export interface TopicPassage {
  /** The headings above it, the nearest last. The title of the document is none: it fits all its passages. */
  headings: readonly string[];
  /** What the document is about. */
  insured: InsuredThing | undefined;
  /** The parts of it that may be quoted, at least one. */
  parts: readonly string[];
}

/** What passages are compared with. */
export interface Sought {
  topic: Topic;
  /** What is known beside it: it says which of the fitting passages are nearest. */
  story?: Topic;
  /** What happened is told, and nothing is asked: few words of a story stand in the clause about it. */
  isTold?: boolean;
  /** What the case is about, for a topic that does not say it. */
  insured?: InsuredThing | undefined;
}

/** How well a passage fits. */
export interface Rated<Passage> {
  passage: Passage;
  /** The part that fits best. */
  part: string;
  score: number;
  /** The topic's words that the heading or the part has. */
  matches: number;
  /** Whether these words tell that the passage is about the topic. */
  isAbout: boolean;
  /** The heading has a word of the topic. */
  isNamed: boolean;
}

/** A question with more words tells something beside what it is about. */
const mostTopicWords = 3;
/** A second passage is worth reading when it fits about as well as the first. */
const secondShare = 0.75;

/** Rates passages, given in the order of a search: the best first, also those that are about something else. */
export function ratePassages<Passage extends TopicPassage>(
  passages: readonly Passage[],
  sought: Sought,
): Rated<Passage>[] {
  const weigh = weightsAmong(passages.map(({ headings, parts }) => [...headings, ...parts].join(" ")));
  return passages
    .map((passage, place) => rate(passage, place, sought, weigh))
    .toSorted((one, other) => other.score - one.score);
}

/**
 * The rated passages that are about the topic, in their order. Those about the same insured thing are preferred: during
 * a claim about a car, "is my laptop covered?" is still answered from the terms for homes.
 */
export function allAbout<Passage extends TopicPassage>(
  rated: readonly Rated<Passage>[],
  { topic, insured }: Sought,
): Rated<Passage>[] {
  const fitting = rated.filter(({ isAbout }) => isAbout);
  const about = topic.insured ?? insured;
  const near = fitting.filter(({ passage }) => [undefined, about].includes(passage.insured));
  return near.length > 0 && about !== undefined ? near : fitting;
}

/** The best of `allAbout`, and a second one that fits about as well. */
export function bestAbout<Passage extends TopicPassage>(
  rated: readonly Rated<Passage>[],
  sought: Sought,
): Rated<Passage>[] {
  const [best, ...others] = allAbout(rated, sought);
  const { isTold = false } = sought;
  if (!best) return [];
  const second = others.find(({ score, matches }) => score >= secondShare * best.score && (!isTold || matches > 1));
  return second ? [best, second] : [best];
}

function rate<Passage extends TopicPassage>(
  passage: Passage,
  place: number,
  { topic, story, isTold = false }: Sought,
  weigh: (word: TopicWord) => number,
): Rated<Passage> {
  const weightOf = (words: readonly TopicWord[]) => words.reduce((total, word) => total + weigh(word), 0);
  const sum = ({ words }: Topic, stems: ReadonlySet<string>) => weightOf(words.filter((word) => hasWord(word, stems)));
  const [heading, section] = [passage.headings.slice(-1), passage.headings.slice(0, -1)].map((texts) =>
    allStems(texts.join(" ")),
  ) as [ReadonlySet<string>, ReadonlySet<string>];
  const parts = passage.parts.map((text) => {
    const stems = allStems(text);
    // The standard case is nearer than a special one that nothing tells of.
    const standard = stems.has("standard") ? 0.2 : 0;
    return { text, stems, score: sum(topic, stems) + (story ? sum(story, stems) / 2 : 0) + standard };
  });
  const best = parts.reduce((one, other) => (other.score > one.score ? other : one));
  const matching = topic.words.filter((word) => hasWord(word, heading) || hasWord(word, best.stems));
  const named = topic.words.filter((word) => hasWord(word, heading));
  // Of a story the clause with most of its words is the nearest: a rare word may be a place or a thing beside it.
  const common = isTold ? matching.length / 2 : 0;
  const share = named.length / Math.max(1, heading.size);
  return {
    passage,
    part: best.text,
    score: best.score + weightOf(named) + share / 2 + sum(topic, section) / 2 + common + 0.2 / (place + 1),
    matches: matching.length,
    isAbout: isAbout(topic, { matching, share, isTold, weightOf }),
    isNamed: named.length > 0,
  };
}

function isAbout(
  { words }: Topic,
  {
    matching,
    share,
    isTold,
    weightOf,
  }: {
    matching: readonly TopicWord[];
    share: number;
    isTold: boolean;
    weightOf: (words: readonly TopicWord[]) => number;
  },
): boolean {
  if (isTold && share > 0) return true;
  if (words.length > mostTopicWords) return matching.length >= 2;
  // Of two words one is enough for a heading that says little else.
  if (words.length <= 2 && share >= 0.5) return true;
  if (matching.length === 0) return false;
  // A rare word says what a question is about: of "was my ring taken?" it is the ring.
  return weightOf(matching) >= weightOf(words) / 2 || 3 * matching.length >= 2 * words.length;
}
