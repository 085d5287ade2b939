import { z } from "zod";
import type { TaskExecution, TaskResult } from "@/lib/engine";
import { LlmError } from "@/lib/llm/llm-error";
import { type CitedSentence, problemOf } from "../citations/check-sentence";
import { citationOf } from "../citations/citation-of";
import { findQuote } from "../citations/find-quote";
import { fitPassages } from "../citations/fit-passages";
import { passagesPrompt } from "../citations/passages-prompt";
import type { Citation, Composed, Passage } from "../citations/schema";
import { askModel, type ModelWish } from "../model/ask-model";
import { fenced, fenceRule, unfenced } from "../template";

/** What is answered, and from what. */
export interface Composing {
  /** In the designer's words, without values of a case. */
  instructions: string;
  /** As the model reads it: other people's words are fenced. */
  question: string;
  /** At most eight. */
  passages: readonly Passage[];
  /** What was wrong with the last try. */
  criticism?: string;
  /** Gets the answer piece by piece, each sentence once its quote was found in its passage. */
  onText?: (text: string) => void;
}

/** An answer, with what it cost; without usage when no model was asked. */
export interface ComposedAnswer {
  composed: Composed;
  usage: TaskResult["usage"];
}

const unanswerable: Composed = { answer: "", citations: [], answerable: false };
const mostSentences = 8;

/**
 * Answers a question from passages. Without passages, or when they do not answer it, the answer is empty. A model that
 * invents a quote, cites what it was not given, promises a payment or adds a number is told so once; after a second
 * such answer the question counts as not answered, so that nothing unfounded reaches a person. Throws LlmError when the
 * model fails or writes no JSON twice.
 */
export async function composeAnswer(
  execution: TaskExecution,
  wish: ModelWish,
  { instructions: own, question, passages: found, criticism, onText }: Composing,
): Promise<ComposedAnswer> {
  if (found.length === 0 || unfenced(question) === "") return { composed: unanswerable, usage: undefined };
  const instructions = [own, fenceRule, rules].join("\n\n");
  const passages = fitPassages(found, [instructions, question, criticism ?? ""]);
  const sources = { passages, question: unfenced(question) };
  const answer = answerSchema(sources);
  const speak = onText && sentenceSpeaker(sources, onText);
  try {
    const { value, usage } = await askModel(execution, wish, {
      name: "answer",
      schema: answer.schema,
      instructions,
      messages: [{ role: "user", content: promptOf({ question, passages, criticism }) }],
      isWhole: true,
      maxOutputTokens: 1_500,
      onPart: speak && ((part, isComplete) => speak(part, isComplete)),
    });
    return { composed: value.answerable ? toComposed(value.sentences, passages) : unanswerable, usage };
  } catch (error) {
    if (!(error instanceof LlmError && error.reason === "bad_output" && answer.wasUnfounded())) throw error;
    return { composed: unanswerable, usage: error.usage };
  }
}

interface Sources {
  passages: readonly Passage[];
  question: string;
}

const rules = [
  "Answer only from the passages. Each sentence cites one passage by its number, and quotes the words that it is",
  "based on: at least three words, copied from that passage unchanged. Write no markers like [1] into a sentence.",
  "Say what the policy says (“The policy says …”). You cannot approve, decide, promise or pay anything, and you",
  "name no number that is not in the passage. When the passages do not answer the question, `answerable` is false",
  "and there are no sentences.",
].join(" ");

const promptOf = ({ question, passages, criticism }: Pick<Composing, "question" | "passages" | "criticism">): string =>
  [
    passagesPrompt(passages),
    `Question: ${question}`,
    ...(criticism?.trim() ? [`What was wrong with the last try: ${fenced(criticism)}`] : []),
  ].join("\n\n");

const sentenceSchema = z.object({
  text: z.string().describe("One sentence of the answer."),
  passage: z.int().describe("The number of the passage that it cites."),
  quote: z.string().describe("The words of that passage that it is based on, copied unchanged."),
});

/** The schema of an answer. `wasUnfounded` tells whether an answer of the right shape was refused. */
function answerSchema(sources: Sources) {
  let refused = false;
  const schema = z
    .object({
      answerable: z.boolean().describe("Whether the passages answer the question."),
      sentences: z
        .array(sentenceSchema)
        .max(mostSentences)
        .describe(
          "The answer, sentence by sentence: text (one sentence), passage (the number of the passage that it cites), " +
            "quote (words of that passage, copied unchanged). Empty when the passages do not answer the question.",
        ),
    })
    .superRefine(({ answerable, sentences }, context) => {
      if (!answerable) return;
      const problems = sentences.flatMap((sentence, index) => {
        const problem = problemOf(withoutMarkers(sentence), sources.passages, sources.question);
        return problem === undefined ? [] : [`sentence ${index + 1}: ${problem}`];
      });
      if (sentences.length === 0) problems.push("there is no sentence, and the question is said to be answered");
      if (problems.length === 0) return;
      refused = true;
      context.addIssue({ code: "custom", message: problems.join("; ") });
    });
  return { schema, wasUnfounded: () => refused };
}

const withoutMarkers = (sentence: CitedSentence): CitedSentence => ({
  ...sentence,
  text: sentence.text
    .replace(/[ \t]?\[\d{1,3}\]/g, "")
    .replaceAll("\u0000", "")
    .toWellFormed()
    .trim(),
});

/** The answer with its markers. A quote that is cited twice has one number. The sentences are founded. */
function toComposed(sentences: readonly CitedSentence[], passages: readonly Passage[]): Composed {
  const citations: Citation[] = [];
  const said = sentences.map((sentence) => {
    const cited = passages[sentence.passage - 1];
    const quote = cited && findQuote(sentence.quote, cited.text);
    if (!cited || quote === undefined) throw new Error("A sentence without a source was let through.");
    const known = citations.findIndex((one) => one.passage === cited.id && one.quote === quote);
    if (known < 0) citations.push(citationOf(cited, quote));
    return `${withoutMarkers(sentence).text} [${known < 0 ? citations.length : known + 1}]`;
  });
  return { answer: said.join(" "), citations, answerable: true };
}

/** Emits the sentences of a growing answer up to the first that is not founded, each once and only when it is whole. */
function sentenceSpeaker(sources: Sources, tell: (text: string) => void) {
  let told = "";
  return (part: unknown, isComplete: boolean): void => {
    const { success, data } = partSchema.safeParse(part);
    if (!success || !data.answerable) return;
    // The last sentence is whole when another one has begun.
    const whole = isComplete ? data.sentences : data.sentences.slice(0, -1);
    const founded: CitedSentence[] = [];
    for (const one of whole.slice(0, mostSentences)) {
      const sentence = sentenceSchema.safeParse(one).data;
      if (!sentence || problemOf(withoutMarkers(sentence), sources.passages, sources.question) !== undefined) break;
      founded.push(sentence);
    }
    const { answer } = toComposed(founded, sources.passages);
    if (answer.length <= told.length || !answer.startsWith(told)) return;
    tell(answer.slice(told.length));
    told = answer;
  };
}

const partSchema = z.object({ answerable: z.boolean(), sentences: z.array(z.unknown()) });
