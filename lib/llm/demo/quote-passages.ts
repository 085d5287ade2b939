import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { allStems, insuredThing, readTopic, type Topic } from "@/lib/reading/topics/topic";
import { hasWord, type TopicWord, weightsAmong } from "@/lib/reading/topics/weights";

/** A sentence of an answer from passages. */
interface Cited {
  text: string;
  passage: number;
  quote: string;
}

interface Passage {
  number: number;
  /** Its document and its headings, the nearest last. */
  heading: string;
  text: string;
}

/** The passages of a prompt, by their numbers, and what stands after them. */
function readPrompt(prompt: string): { passages: Passage[]; question: string } {
  const found = [...prompt.matchAll(/^\[(\d{1,2})\] <data>([^<]*)<\/data> <data>([^<]*)<\/data>$/gm)];
  const after = found.at(-1);
  const rest = after ? prompt.slice(after.index + after[0].length) : prompt;
  const [, question = ""] = /^Question: ([\s\S]*?)(?:\n\nWhat was wrong with the last try: |$)/.exec(rest.trim()) ?? [];
  return {
    passages: found.map(([, number = "", heading = "", text = ""]) => ({ number: Number(number), heading, text })),
    question: question.replace(/<\/?data>/g, ""),
  };
}

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const longestQuote = 400;
const mostQuotes = 2;
/** A second passage is quoted when it fits about as well as the first. */
const secondShare = 0.75;
/** A question with more words tells what happened: few of its words stand in the clause about it. */
const mostTopicWords = 3;

/** Orders to the model, and questions about itself, are no questions about the passages. */
const isToModel =
  phrase(`ignore|disregard|forget|override [^.;?]{0,3} instruction|instructions|rule|rules|everything|prompt |
  pretend to|that|you|you're | you are now | i order you | please|and|to approve|accept|pay my|our|this claim |
  are you a|an | do you like|love|want | your favourite|favorite`);

const isOrder = /^\s*(?:approve|accept|pay)\b/i;

interface Rated {
  number: number;
  quote: string;
  /** What its document is about. */
  insured: Topic["insured"];
  score: number;
}

/** How well a passage fits a topic; undefined when its words do not tell that it is about the same. */
function ratePassage(passage: Passage, topic: Topic, weigh: (word: TopicWord) => number): Rated | undefined {
  const own = passage.heading.split(/ [>›] |, /).at(-1) ?? "";
  const heading = allStems(own);
  const weightOf = (words: readonly TopicWord[]) => words.reduce((total, word) => total + weigh(word), 0);
  const sum = (stems: ReadonlySet<string>) => weightOf(topic.words.filter((word) => hasWord(word, stems)));
  const parts = [...sentences.segment(passage.text)]
    .map(({ segment }) => segment.trim())
    .filter((one) => /\w\W+\w+\W+\w/.test(one))
    .map((text) => ({ text, stems: allStems(text) }));
  const [best = { text: passage.text, stems: allStems(passage.text) }] = parts.toSorted(
    (one, other) => sum(other.stems) - sum(one.stems),
  );
  const matching = topic.words.filter((word) => hasWord(word, heading) || hasWord(word, best.stems));
  const isTold = topic.words.length > mostTopicWords;
  // A rare word says what a question is about: of "was my ring taken?" it is the ring.
  const isAbout = isTold
    ? matching.length >= 2
    : matching.length > 0 && weightOf(matching) >= weightOf(topic.words) / 2;
  if (!isAbout) return undefined;
  const quote =
    best.text.length <= longestQuote ? best.text : best.text.slice(0, best.text.lastIndexOf(" ", longestQuote));
  const share = topic.words.filter((word) => hasWord(word, heading)).length / Math.max(1, heading.size);
  // The standard case is nearer than a special one that nothing tells of.
  const standard = best.stems.has("standard") ? 0.2 : 0;
  const insured = insuredThing(passage.heading.split(", ")[0] ?? "");
  return { number: passage.number, quote, insured, score: sum(best.stems) + sum(heading) + share / 2 + standard };
}

/**
 * Answers from the passages of a prompt by quoting those that are about what the question is about. Without such a
 * passage the question is not answered.
 */
export function quotePassages(prompt: string): { answerable: boolean; sentences: Cited[] } {
  const { passages, question } = readPrompt(prompt);
  if (isOrder.test(question) || holds(isToModel, tokenize(question))) return { answerable: false, sentences: [] };
  const topic = readTopic(question);
  const weigh = weightsAmong(passages.map(({ heading, text }) => `${heading} ${text}`));
  const rated = passages
    .flatMap((passage) => ratePassage(passage, topic, weigh) ?? [])
    .toSorted((one, other) => other.score - one.score);
  const near = rated.filter(({ insured }) => insured === undefined || insured === topic.insured);
  const fitting = near.length > 0 && topic.insured !== undefined ? near : rated;
  const best = fitting.slice(0, mostQuotes).filter(({ score }) => score >= secondShare * (fitting[0]?.score ?? 0));
  return {
    answerable: best.length > 0,
    sentences: best.map(({ number, quote }, index) => {
      const opening = index === 0 ? "The policy says" : "It also says";
      return { text: `${opening}: “${quote}”`, passage: number, quote };
    }),
  };
}
