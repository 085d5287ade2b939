import { askedParts } from "@/lib/reading/topics/asked-parts";
import { splitSubject } from "@/lib/reading/topics/follow-up";
import { bestAbout, type Rated, ratePassages } from "@/lib/reading/topics/rate-passages";
import { insuredThing, readTopic } from "@/lib/reading/topics/topic";
import { isOrder } from "./orders";

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
/** A passage of a prompt as it is compared with the question. */
function toRate({ number, heading, text }: Passage) {
  const [document = "", ...below] = heading.split(/ [>›] |, /);
  const parts = [...sentences.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((one) => /\w\W+\w+\W+\w/.test(one));
  return {
    number,
    headings: below.length > 0 ? below : [document],
    insured: insuredThing(document),
    parts: parts.length > 0 ? parts : [text],
  };
}

const shortened = (text: string): string =>
  text.length <= longestQuote ? text : text.slice(0, text.lastIndexOf(" ", longestQuote));

type Comparable = ReturnType<typeof toRate>;

function findAbout(passages: readonly Comparable[], question: string, subject = ""): Rated<Comparable>[] {
  const sought = { topic: readTopic(question), story: readTopic(subject), insured: insuredThing(subject) };
  return bestAbout(ratePassages(passages, sought), sought);
}

/** Of "is hail covered? And abroad?" the clause about "abroad" that is nearest to hail. */
function findFollowUp(passages: readonly Comparable[], question: string): Rated<Comparable>[] {
  const parts = splitSubject(question);
  return parts ? findAbout(passages, parts.followUp, parts.subject) : [];
}

const mostParts = 5;

/** The best passage about each part of a question that names several matters: "my bicycle and my phone". */
function findAboutParts(passages: readonly Comparable[], question: string): Rated<Comparable>[] {
  const parts = askedParts(question).filter((part) => readTopic(part).words.length > 0);
  const found = parts.slice(0, mostParts).flatMap((part) => findAbout(passages, part).slice(0, 1));
  return [...new Map(found.map((one) => [one.passage, one])).values()];
}

/** What is asked: of a text with orders to the model only the questions without one. */
function askedWords(text: string): string {
  if (!isOrder(text)) return text;
  return [...sentences.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((one) => one.endsWith("?") && !isOrder(one))
    .join(" ");
}

/**
 * Answers from the passages of a prompt by quoting those that are about what the question is about. Without such a
 * passage the question is not answered.
 */
export function quotePassages(prompt: string): { answerable: boolean; sentences: Cited[] } {
  const { passages, question } = readPrompt(prompt);
  const asked = askedWords(question);
  const compared = passages.map(toRate);
  const finds = [findFollowUp, findAbout, findAboutParts];
  const best = finds.reduce<Rated<Comparable>[]>((one, find) => (one.length > 0 ? one : find(compared, asked)), []);
  return {
    answerable: best.length > 0,
    sentences: best.map(({ passage, part }, index) => {
      const opening = index === 0 ? "The policy says" : "It also says";
      const quote = shortened(part);
      return { text: `${opening}: “${quote}”`, passage: passage.number, quote };
    }),
  };
}
