import { readConcepts, tellsEvent } from "@/lib/reading/matters/concepts";
import { endsBefore, findPhrase, holds, matchAt, type Phrase, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { moneyIn } from "../facts/own-reading";
import { wordSet } from "../replies/words";
import { type Intent, intents } from "./intents";
import { beginsPlainQuestion, longestPlainQuestion } from "./plain-questions";
import { endsPart, givesReason, isEnd, isStop, partsOf } from "./sentence-parts";
import { asks, objects, topics } from "./topics";
import { unmarked, withQuestionMarks } from "./unmarked-questions";

const unknown = phrase(
  `( i|we|honestly|sorry|really|just|oh|well|hm|hmm|but|and|that|still ){0,4} do|did|have|don't|dont|didn't|haven't|
    can't|cannot|couldn't|could
    ( not|really|yet|still|even|actually ){0,3} know|tell|say|recall|remember |
  no|any|a|the|slightest{1,2} idea|clue|estimate|quote|price|offer|invoice|bill |
  not|ain't so|quite|too|really|yet|at|all|entirely{0,2} sure|certain |
  has|have|had|did|does|is|haven't|hasn't|hadn't|didn't|doesn't|isn't [^.;#]{0,5} not|yet|n't|anything|still|never|
    received|got|told|told [^.;#]{0,3} told|said|say|tell|answered|replied|looked|quote|quoted|estimate|estimated|
    offer|called|heard|know|received|quotes|price|anything|yet |
  haven't|hasn't|hadn't|didn't|doesn't [^.;#]{0,5} told|said|say|tell|answered|replied|looked|quote|quoted|estimate|
    estimated|offer|called|heard|know|received|quotes|price |
  not yet |
  comes|coming|come|visits|looks|calls [^.;#]{0,4} tomorrow|later|soon|monday|tuesday|wednesday|thursday|friday|
    saturday|sunday|week |
  dunno|idk|unknown|unsure|tbd|pending | who knows | hard to say|tell |
  waiting|awaiting for|on|the|a|an|my|still{0,3} quote|estimate|offer|garage|mechanic|plumber|roofer|insurer|bill|
    invoice|workshop|dealer|company|price`,
);

/** A whole reply: "a skip" is a thing, too. */
const skips = phrase("please? skip|pass it|that|this|please? [.!]?");

/** One intent and where the words that say it stand. */
interface SaidIntent {
  intent: Intent;
  start: number;
  end: number;
}

const joins = new Set([",", "and", "but", "also", "so", "then", "please", "ok", "okay", "thanks", "-", "–", "…"]);

/** The intents of a text, each with the words that say it; the other words of their sentence tell something. */
export function readIntents(text: string): SaidIntent[] {
  const tokens = withQuestionMarks(tokenize(text));
  const found: SaidIntent[] = [];
  const read = (start: number, end: number): { start: number; end: number } | undefined => {
    const said = readClause(tokens, start, end);
    if (!said) return undefined;
    const to = endOfIntent(text, tokens, said, end);
    const cutEnd = to === end ? (tokens[end]?.end ?? text.length) : (tokens[to]?.start ?? text.length);
    found.push({ intent: said.intent, start: tokens[said.start]?.start ?? 0, end: cutEnd });
    return { start: said.start, end: to };
  };
  for (let start = 0; start < tokens.length; ) {
    let end = start;
    while (end < tokens.length && !isEnd(tokens, end)) end++;
    const cut = read(start, end);
    // Beside one intent each part of the sentence may be another, unless it gives a reason.
    for (const [from, to] of cut ? [...partsOf(tokens, start, cut.start), ...partsOf(tokens, cut.end, end)] : []) {
      if (!givesReason.has(tokens[from]?.text ?? "")) read(from, to);
    }
    start = end + 1;
  }
  return found.sort((left, right) => left.start - right.start);
}

const ownSubject = phrase(
  `[,]? and|but|so|also{0,2} ( #  |
  i|i'm|i've|i'll|we|we're|he|he's|she|she's|they|it|it's|there|what|who|when|how|where|why|can|do|does|is|will|
    nobody|someone )`,
);
const ownNoun = phrase("[,]? and|but|so|also{0,2} my|our|his|her|their|the|this|that|a|an");

const longestItem = 3;

/** Where the words of an intent end: before a reason, a condition, and a clause that tells something of its own. */
function endOfIntent(text: string, tokens: Token[], { intent, core }: ReadIntent, end: number): number {
  const isQuestion = tokens[end]?.text === "?";
  const isOwn = ([from, to]: [number, number]): boolean => {
    const word = tokens[from]?.text ?? "";
    // "Am I covered if my son was driving?" is one question.
    if (intent === "covers" && word === "if" && isQuestion) return false;
    if (givesReason.has(word) || word === "but" || intent === "withdraw" || (word === "," && !isQuestion)) return true;
    if (matchAt(ownSubject, tokens, from) >= 0 || (!isQuestion && matchAt(ownNoun, tokens, from) >= 0)) return true;
    // "And theft" continues the question.
    if (isQuestion && to - from <= longestItem) return false;
    return tellsEvent(text.slice(tokens[from]?.start, tokens[to - 1]?.end));
  };
  const [, ...parts] = partsOf(tokens, core - 1, end);
  return parts.find(isOwn)?.[0] ?? end;
}

/** An intent: the tokens where its words start, and where those that say it end at the least. */
interface ReadIntent {
  intent: Intent;
  start: number;
  core: number;
}

function readClause(tokens: Token[], start: number, end: number): ReadIntent | undefined {
  const clause = tokens.slice(start, end);
  // A question mark belongs to its clause: "reference?".
  const whole = tokens[end]?.text === "?" ? tokens.slice(start, end + 1) : clause;
  const first =
    readWish(clause, whole, actionWishes) ??
    readTopic(clause, whole) ??
    readWish(clause, whole, otherWishes) ??
    readPlainQuestion(clause, !isBeside(tokens, start, end));
  if (!first) return undefined;
  let from = beginsWithCondition(clause, first.start) ? 0 : first.start;
  while (from > 0 && joins.has(clause[from - 1]?.text ?? "")) from--;
  return { intent: first.intent, start: start + from, core: start + Math.min(first.core, clause.length) };
}

const condition = phrase("( and|but|so|hello|hi|ok|also|what [,]? ){0,3} if|suppose|supposing [^,]{2,16} [,]");

/** "If my cellar floods, do you pay?" asks one question: nothing of it has happened. */
const beginsWithCondition = (clause: Token[], at: number): boolean => at > 0 && matchAt(condition, clause, 0) === at;

/** Wishes that lead to an action: they are read before questions about it. */
const actionIntents = new Set<Intent>(["withdraw", "may_withdraw", "person"]);
const actionWishes = intents.filter(({ intent }) => actionIntents.has(intent));
const otherWishes = intents.filter(({ intent }) => !actionIntents.has(intent));

function readWish(clause: Token[], whole: Token[], among: typeof intents): ReadIntent | undefined {
  for (const { intent, said, alone } of among) {
    for (let index = 0; index < clause.length; index++) {
      if (!isOwnClause(clause, index)) continue;
      let core = said ? firstEnd(said, whole, index) : -1;
      const isAlone = (at: number) =>
        at >= clause.length || (intent === "withdraw" && at > index + 1 && endsPart(clause, at));
      if (core < 0 && alone) core = matchAt(alone, whole, index, whole.length, isAlone);
      if (core >= 0) return { intent, start: index, core };
    }
  }
  return undefined;
}

const isBeside = (tokens: Token[], start: number, end: number): boolean =>
  start > 0 || tokens.slice(end).some((token) => !isStop(token));

/** Whatever is asked beside facts is a question about cover when it names something. Alone it is read elsewhere. */
function readPlainQuestion(clause: Token[], isAlone: boolean): ReadIntent | undefined {
  const told = isAlone ? clause.findIndex(({ text }) => !joins.has(text) && !opening.has(text)) : -1;
  if (isAlone && told < 0) return undefined;
  for (let index = Math.max(told + 1, clause.length - longestPlainQuestion); index < clause.length; index++) {
    const core = isOwnClause(clause, index) ? beginsPlainQuestion(clause, index) : -1;
    if (core >= 0) return { intent: "covers", start: index, core };
  }
  return undefined;
}

const topicReach = 12;

/** A question that names what it is about, in whatever order. A number in it is a fact, but for a claim's reference. */
function readTopic(clause: Token[], whole: Token[]): ReadIntent | undefined {
  const hasNumber = clause.some(({ kind }) => kind === "number");
  const beginOf = (head: Phrase): number =>
    clause.findIndex((_, index) => isOwnClause(clause, index) && matchAt(head, clause, index) >= 0);
  const asked = beginOf(asks);
  const begins = asked >= 0 ? asked : beginOf(objects);
  const isMarked = whole.length > clause.length && clause.length <= topicReach;
  const start = begins >= 0 ? begins : isMarked ? 0 : -1;
  if (start < 0) return undefined;
  const words = whole.slice(start, Math.min(start + topicReach + 1, whole.length));
  for (const { intent, about, unless } of topics) {
    const mayBe = intent === "appeal" || (!hasNumber && (asked >= 0 || isMarked));
    const named = mayBe ? findPhrase(about, words) : null;
    if (!named || (unless && holds(unless, words))) continue;
    return { intent, start, core: start + (firstEnd(about, words, named.start) ?? named.end) };
  }
  return undefined;
}

/** The nearest end of the phrase that starts at the token, or -1: most phrases also take in what follows. */
function firstEnd(sought: Phrase, tokens: Token[], start: number): number {
  let first = -1;
  matchAt(sought, tokens, start, tokens.length, (end) => {
    first = end;
    return false;
  });
  return first;
}

/** Words at the start of a clause, or after a conjunction: "he told me to cancel it" is a story. */
const isOwnClause = (clause: Token[], index: number): boolean =>
  index === 0 || joins.has(clause[index - 1]?.text ?? "") || opening.has(clause[index - 1]?.text ?? "");
const opening = wordSet("hello hi hey well now sorry actually just no yes oh because pls plz");

/** Whether a reply says that its writer does not know what they were asked; a number in it is an answer. */
export function saysUnknown(text: string): boolean {
  const tokens = tokenize(text);
  const isWord = tokens.length <= 30 && !tokens.some(({ kind }) => kind === "number");
  return isWord && (holds(unknown, tokens) || matchAt(skips, tokens, 0) === tokens.length);
}

/** Intents that only ask, and tell nothing of the case. */
const questions = new Set<Intent>([
  ...(["how_long", "who_decides", "what_next", "covers", "privacy", "limit"] as const),
  ...(["appeal", "payment", "how_much", "where_answer", "documents", "may_change", "may_add"] as const),
  ...(["other_claim", "languages", "received", "unconfirmed", "is_problem", "estimate"] as const),
  ...(["is_decided", "what_needed", "reference", "who_are_you", "may_withdraw", "greeting"] as const),
  ...(["why_asked", "lawyer", "goodbye"] as const),
]);
/** Words that add a circumstance of the case to a question: "covered when my son drives". */
const circumstance = phrase("if|when|while|without|although|though|unless|who|since|because|after|during");

/** Whether every intent of the text is a question or a greeting that tells no circumstance. */
export const onlyAsks = (text: string): boolean =>
  readIntents(text).every(({ intent }) => questions.has(intent)) && !asksWithCircumstance(text);

/** Whether a question about cover tells a circumstance of the case. */
export const asksWithCircumstance = (text: string): boolean =>
  readIntents(text).some(({ intent, start, end }) => intent === "covers" && tellsWhen(text.slice(start, end)));

const tellsWhen = (words: string): boolean =>
  tokenize(words).some((_, at, all) => at > 2 && matchAt(circumstance, all, at) >= 0 && !asksWhether(all, at));
/** "Can you tell me if this is covered?" asks whether. */
const asksWhether = (tokens: Token[], at: number): boolean => endsBefore(asking, tokens, at);
const asking = phrase("tell|know|wonder|wondering|ask|asking|sure|say|explain me|us{0,1}");

/** The text without the words of its intents. */
export function withoutIntents(text: string, said: readonly SaidIntent[] = readIntents(text)): string {
  let rest = "";
  let from = 0;
  for (const { start, end } of said) {
    rest += text.slice(from, start);
    from = Math.max(from, end);
  }
  rest = (rest + text.slice(from)).replace(/^[\s,]+/, "").trim();
  const isNothing = tokenize(rest).every(({ kind, text: word }) => kind !== "number" && !isTelling(kind, word));
  return said.length > 0 && isNothing ? "" : rest;
}

const isTelling = (kind: Token["kind"], word: string): boolean =>
  kind === "word" && !joins.has(word) && !opening.has(word);

const questionWord = phrase(
  `what|which|who|whose|when|where|why|how|is|are|am|can|could|may|do|does|did|will|would|should|shall|have|has`,
);

/** A question to us about anything: "can I repair the broken window already?". */
const asksUs = phrase(
  `( hello|hi|hey|and|but|so|ok|okay|also|sorry|please [,]? ){0,3} (
    do|does|will|would|can|could|should|may|must|shall|is|are you|u|i|we|it|this|that|they|the|someone|anyone|there
      !believe|imagine|guess |
    how|when|where do|can|should|will|would|may|must i|we|you | what|how if|about |
    what do|should|can|must|would i|we|you )`,
);

/** Whether the text asks something and tells nothing that happened. "My Golf?" is an answer. */
export function asksSomething(text: string): boolean {
  const tokens = tokenize(text);
  const isMarked = text.trim().endsWith("?");
  const isOnly = !isMarked && tokens.findIndex(isStop) < 0 && matchAt(unmarked, tokens, 0) >= 0;
  if ((!isMarked && !isOnly) || moneyIn(text).length > 0 || (isOnly && tellsEvent(text))) return false;
  if (tellsEvent(text)) {
    const isOne = tokens.findIndex(isStop) === tokens.findIndex(({ text: sign }) => sign === "?");
    return isOne && !tokens.some(({ text: sign }) => sign === ",") && matchAt(asksUs, tokens, 0) >= 0;
  }
  const { vehicle, home } = readConcepts(text);
  return vehicle.words.length + home.words.length === 0 || matchAt(questionWord, tokens, 0) >= 0;
}
