import type { Context, TaskExecution, TaskResult } from "@/lib/engine";
import { LlmError } from "@/lib/llm/llm-error";
import { log } from "@/lib/log";
import { holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { tokenize } from "@/lib/reading/tokens/tokens";
import { isPlace } from "../../config/field-meaning";
import { factSourcesKey } from "../../facts/context-keys";
import { readEntry } from "../../facts/fact-entries";
import { formatFact } from "../../facts/facts";
import { isoDayOf } from "../../facts/format-day";
import { knownFacts } from "../../facts/keep-consistent";
import { daysIn, moneyIn } from "../../facts/own-reading";
import { newestProposals } from "../../facts/proposals";
import { readFacts } from "../../model/read-facts";
import { readOpenField } from "../../replies/read-open-field";
import { readSmallTalk, reviewOpenings } from "../../replies/small-talk";
import { splitSentences, standsIn, wordSet } from "../../replies/words";
import type { FieldSpec, ProposedFact } from "../../schema";
import { nameInSentence } from "../../words";
import { readNewTotal } from "./read-new-total";

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
    return isSaidAsChange(fields, { key, value }, { text, question }) ? [{ key, value, messageSeq }] : [];
  });
  const isRead = (field: FieldSpec) => read.some(({ key }) => key === field.key);
  const own = ownTotal(fields, { text, messageSeqs }).filter(({ key, value }) => value !== before[key]);
  return {
    type: "evidence",
    proposed: [...read, ...own.filter(({ key }) => !fields.some((field) => field.key === key && isRead(field)))],
    usage: reading.usage,
  };
}

/** The whole amount that our own code reads, where there is one amount. */
function ownTotal(
  fields: readonly FieldSpec[],
  { text, messageSeqs }: Pick<ReviewWords, "text" | "messageSeqs">,
): ProposedFact[] {
  const [field, ...others] = fields.filter(({ type }) => type === "money");
  const [value, messageSeq] = [readNewTotal(text), messageSeqs.at(-1)];
  if (!field || others.length > 0 || value === undefined || messageSeq === undefined) return [];
  return [{ key: field.key, value, messageSeq }];
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
  `actually not wrong correction correct incorrect instead meant mistake mistaken changed change wasn't isn't sorry
  typo`,
);
const isCorrecting = (text: string): boolean => tokenize(text).some((token) => corrects.has(token.text));

const asksDay = phrase("when|date|day|dates|days | what time | how long ago");
const asksPlace = phrase("where|place|address|location|street|city|town");
const asksStory = phrase(
  "what|how happened|happen|occurred | describe|explain | tell us more | what|how did it|that|this",
);

/** Whether the reviewer's question asks for this fact. */
function isAskedFor(field: FieldSpec, question: string | undefined): boolean {
  if (question === undefined) return false;
  const tokens = tokenize(question);
  if (field.type === "date") return holds(asksDay, tokens);
  if (isPlace(field)) return holds(asksPlace, tokens);
  return field.type === "long_text" ? holds(asksStory, tokens) : standsIn(field.label, question);
}

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
  if (readNewTotal(text) !== undefined) return true;
  if (readOpenField(field, text, now) !== undefined) return true;
  const tokens = tokenize(text);
  if (holds(ofWhole, tokens)) return true;
  if (holds(beside, tokens)) return false;
  const isAsked = question !== undefined && holds(asksAmount, tokenize(question));
  return isAsked || holds(ofAmount, tokens) || isCorrecting(text);
}

/**
 * Whether a message may change a fact. For an amount it has to name the whole amount. For a known day or place it has
 * to answer a question for it or to correct something: another day may be the day of a plumber's visit.
 */
function mayMean(field: FieldSpec, context: Context, { text, question }: ReviewWords, now: Date): boolean {
  if (field.type === "money") return meansTotal(field, text, question, now);
  if (field.type === "date" && daysIn(text, isoDayOf(now)).length === 0) return false;
  if (isCorrecting(text) || isAskedFor(field, question)) return true;
  return (field.type === "date" || field.type === "text") && context.get(field.key) === undefined;
}

/** An answer to a question for something else that also tells a story replaces no story, unless it begins so. */
const takesBack = phrase(
  `( no|actually|correction|sorry|wait|oh|but|and|well | [,.] ){0,3} (
    actually|correction | it|that|this was|is|wasn't|isn't not? |
    i|we made|was|were|meant|wrote|said|told|described|did|didn't [^.;?]{0,4} )`,
);

/**
 * Whether the words that a proposed text comes from correct it: the answer to a question for something else tells other
 * places and things, too.
 */
function isSaidAsChange(
  fields: readonly FieldSpec[],
  { key, value }: Pick<ProposedFact, "key" | "value">,
  { text, question }: Pick<ReviewWords, "text" | "question">,
): boolean {
  const field = fields.find((one) => one.key === key);
  if (question === undefined || typeof value !== "string" || !field || isAskedFor(field, question)) return true;
  if (field.type === "long_text") return isCorrecting(text) && matchAt(takesBack, tokenize(text), 0) >= 0;
  if (field.type !== "text") return true;
  return splitSentences(text).some((sentence) => standsIn(value, sentence) && isCorrecting(sentence));
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
