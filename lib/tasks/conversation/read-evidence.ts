import type { Context, TaskExecution, TaskResult } from "@/lib/engine";
import { LlmError } from "@/lib/llm/llm-error";
import { log } from "@/lib/log";
import { holds, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { factSourcesKey } from "../facts/context-keys";
import { readEntry } from "../facts/fact-entries";
import { formatFact } from "../facts/facts";
import { isoDayOf } from "../facts/format-day";
import { knownFacts } from "../facts/keep-consistent";
import { daysIn, moneyIn } from "../facts/own-reading";
import { newestProposals } from "../facts/proposals";
import { readFacts } from "../model/read-facts";
import { readOpenField } from "../replies/read-open-field";
import { readSmallTalk, reviewOpenings } from "../replies/small-talk";
import { wordSet } from "../replies/words";
import type { FieldSpec, ProposedFact } from "../schema";
import { nameInSentence } from "../words";

/** What a claimant wrote while their confirmed facts are with a reviewer. */
interface ReviewWords {
  text: string;
  /** Seqs of the messages that it is made of. */
  messageSeqs: number[];
  /** The fields that the claimant confirmed. */
  fields: readonly FieldSpec[];
  /** What they proposed before. */
  proposed: readonly ProposedFact[];
  /** The reviewer's question that it answers. */
  question?: string;
}

/**
 * The kind of such a message. `talk`: it has no information and is answered. `evidence`: the reviewer should read it,
 * with the changes of facts that it proposes.
 */
export type EvidenceReading =
  | { type: "talk"; reply: string }
  | { type: "evidence"; proposed: ProposedFact[]; usage?: TaskResult["usage"] };

/** The timeout of the model. Without its answer the message is evidence only. */
const timeoutMs = 20_000;
const instructions = [
  "The person confirmed these facts. A specialist decides on it now.",
  "Read which facts the newest message says differently; leave everything else null or empty.",
].join(" ");

/**
 * Decides the kind of a message during a review. It never changes a fact: it proposes the changes that the message
 * names. Doubtful changes are evidence only. Throws LlmError when the call was stopped.
 */
export async function readEvidence(
  context: Context,
  execution: TaskExecution,
  words: ReviewWords,
  due: string,
): Promise<EvidenceReading> {
  const talk = readSmallTalk(words.text);
  // "ok" may answer a reviewer's question.
  if (talk && !(words.question !== undefined && talk === "nod"))
    return { type: "talk", reply: `${reviewOpenings[talk]} ${due}` };
  if (words.question !== undefined && promisesAnswer(words.text)) {
    return { type: "talk", reply: `Take your time. ${due}` };
  }
  const fields = words.fields.filter((field) => mayMean(field, context, words, execution.now));
  if (fields.length === 0) return { type: "evidence", proposed: [] };
  try {
    return await readProposals(context, execution, { ...words, fields });
  } catch (error) {
    if (!(error instanceof LlmError) || error.reason === "aborted") throw error;
    log.warn(
      { err: error, sessionId: execution.sessionId },
      "Words during a review are evidence only: no model read them",
    );
    return { type: "evidence", proposed: [] };
  }
}

/** Lets a model read the changes on a draft of the context, which is dropped. */
async function readProposals(
  context: Context,
  execution: TaskExecution,
  { text, messageSeqs, fields, proposed, question }: ReviewWords,
): Promise<EvidenceReading> {
  const draft = context.draft();
  for (const { key, value } of newestProposals(proposed)) draft.set(key, value);
  const before = knownFacts(draft, fields);
  const reading = await readFacts(draft, execution, {
    instructions,
    fields: [...fields],
    messageSeq: messageSeqs.at(-1) ?? null,
    askedKey: undefined,
    speak: false,
    messages: [
      ...(question === undefined ? [] : [{ role: "assistant" as const, content: question }]),
      { role: "user", content: text },
    ],
    wish: { timeoutMs },
  });
  const read = fields.flatMap(({ key }): ProposedFact[] => {
    const value = draft.get(key);
    const messageSeq = readEntry<number>(draft, factSourcesKey, key);
    const isFact = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    const isSaidNow = messageSeq !== undefined && messageSeqs.includes(messageSeq);
    if (!isFact || value === before[key] || reading.problems.has(key) || !isSaidNow) return [];
    return [{ key, value, messageSeq }];
  });
  return { type: "evidence", proposed: read, usage: reading.usage };
}

const promise = phrase(
  `( i|we will|shall|have|need|must|can to? | i'll|we'll | let me |
  give me|us|one|a ) _{0,2} ( look|check|find|ask|search|see|call|moment|minute|second|think )`,
);
const mostWordsOfPromise = 10;

/** Whether a reply to a question only says that the answer comes later. */
function promisesAnswer(text: string): boolean {
  const tokens = tokenize(text).filter(({ kind }) => kind === "word" || kind === "number");
  const isShort = tokens.length <= mostWordsOfPromise && tokens.every(({ kind }) => kind === "word");
  return isShort && holds(promise, tokens);
}

const corrects = wordSet(
  `actually not wrong correction correct instead meant mistake mistaken rather changed change wasn't isn't sorry typo`,
);

/** Words for the whole amount, in an answer or in the reviewer's question. */
const ofWhole = phrase("total|totals|altogether|overall|final|finally | in the end | all in | in all | turned out");
const ofAmount = phrase(
  `came|comes to |
  new|newer|revised|updated|actual|real|higher|lower estimate|quote|bill|invoice|price|cost|offer|amount |
  it|that|repair|damage|everything is|was now | estimate|quote|bill|invoice|offer is|was|says|said|shows`,
);
const asksAmount = phrase("how much | amount|cost|costs|price|estimate|quote|total|bill|invoice|sum");
/** Money that is only part of the story: an advance, a visit, something on top. */
const beside = phrase("advance|deposit|visit|paid|pay|paying|more|extra|another|already|each|per|fee|tip");

/** Whether an amount in these words is the whole amount of the claim, and not one beside it. */
function meansTotal(field: FieldSpec, text: string, question: string | undefined, now: Date): boolean {
  if (moneyIn(text).length === 0) return false;
  if (readOpenField(field, text, now) !== undefined) return true;
  const tokens = tokenize(text);
  if (holds(ofWhole, tokens)) return true;
  if (holds(beside, tokens)) return false;
  const isAsked = question !== undefined && holds(asksAmount, tokenize(question));
  return isAsked || holds(ofAmount, tokens) || tokens.some((token) => corrects.has(token.text));
}

/**
 * Whether a message may change a fact. For an amount it has to name the whole amount. For a known day or place it has
 * to answer a question or to correct something: another day may be the day of a plumber's visit.
 */
function mayMean(field: FieldSpec, context: Context, { text, question }: ReviewWords, now: Date): boolean {
  if (field.type === "money") return meansTotal(field, text, question, now);
  const isCorrection = tokenize(text).some((token) => corrects.has(token.text));
  if (field.type === "date" && daysIn(text, isoDayOf(now)).length === 0) return false;
  if (field.type === "date" || field.type === "text") {
    return isCorrection || question !== undefined || context.get(field.key) === undefined;
  }
  return isCorrection;
}

/** What the claimant is told about the changes that they proposed; "" without any. */
export function tellProposed(
  fields: readonly FieldSpec[],
  context: Context,
  proposed: readonly ProposedFact[],
): string {
  const changes = proposed.flatMap(({ key, value }) => {
    const field = fields.find((one) => one.key === key);
    if (!field) return [];
    const text = (one: typeof value | undefined) => {
      const words = formatFact(field, one, context.get<string>("currency"));
      return words !== null && (field.type === "text" || field.type === "long_text") ? `“${words}”` : words;
    };
    const [from, to] = [text(context.get(key)), text(value)];
    const what = from === null ? `${to} as ${nameInSentence(field)}` : `${to} instead of ${from}`;
    return from === to ? [] : [what];
  });
  if (changes.length === 0) return "";
  const proposals = changes.length === 1 ? "as a proposed change" : "as proposed changes";
  return `I have passed on ${changes.join(", and ")} ${proposals}; the specialist decides.`;
}
