import { findPhrase, holds, matchAt, phrase } from "@/lib/reading/tokens/phrase";
import { type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { findMoney } from "../claimed-amounts/find-amounts";
import { tellsEvent } from "../matters/concepts";
import { findPlace } from "../places/places";
import { respell } from "../words/spelling";
import { wordSet } from "../words/word-list";
import { onlyTakesBack, tidy } from "../words/words";
import { cutMoney, isCount } from "./cut-money";
import { isCourtesy, withoutLetterForm } from "./letters";
import { markAround, markDays, markPrices } from "./marks";
import { isMoneyTalk } from "./money-talk";
import {
  drop,
  endsSentence,
  finish,
  isReference,
  isStopSign,
  isWord,
  type Mark,
  type Piece,
  tokensOf,
  withReferences,
  wordsOf,
} from "./pieces";

/**
 * What happened, in the words of the person. Amounts, days and addresses are cut, because they have fields of their
 * own, and so are greetings, commands and questions. "" when nothing is left. `today` is YYYY-MM-DD.
 */
export function describeEvent(text: string, today: string): string {
  let told = cutOnce(withoutLetterForm(text), today);
  // After a cut, another number may be money: "sofa 400, total $900".
  for (let pass = 1; pass < maxPasses; pass++) {
    const again = cutOnce(told, today);
    if (again === told) break;
    told = again;
  }
  return told;
}

const maxPasses = 4;

function cutOnce(text: string, today: string): string {
  const plain = tidy(text);
  const pieces: Piece[] = withReferences(plain, tokenize(plain)).map((token) => ({ token, mark: "keep" }));
  const money = findMoney(plain);
  markSpans(
    pieces,
    money.filter(({ isSure }) => !isSure),
    "number",
  );
  markSpans(
    pieces,
    money.filter(({ isSure }) => isSure),
    "money",
  );
  markPrices(pieces);
  markDays(pieces, plain, today);
  const place = findPlace(plain);
  if (place?.retracted) markSpans(pieces, [place.retracted], "drop");
  if (place && !place.isOfPerson && !isAtHome(place.place)) {
    markSpans(pieces, [place], "drop");
    const at = pieces.findIndex(({ token }) => token.start >= place.start);
    if (/^some(?:where|place)$/.test(pieces[at - 1]?.token.text ?? "")) drop(pieces.slice(at - 1, at));
  }
  markAround(pieces);
  for (const piece of pieces) if (isReference(piece.token)) piece.mark = "keep";
  nameAskedThing(pieces);
  for (const sentence of sentencesOf(pieces)) cutSentence(sentence);
  return finish(pieces);
}

const rooms = phrase(
  `kitchen|bathroom|bedroom|living|dining|room|lounge|hallway|corridor|basement|cellar|attic|loft|balcony|flat|
    apartment|house|home|condo|studio|conservatory|place|garage|driveway|roof|garden|yard|backyard|terrace|patio|shed|
    stairs|staircase|laundry|study|pantry`,
);
/**
 * Whether a place is a room or a home ("my kitchen"), which is a part of what happened. Addresses and towns are not.
 */
export const isAtHome = (place: string): boolean =>
  !/\d|\p{Lu}/u.test(place) && respell(tokenize(place)).some((_, index, tokens) => matchAt(rooms, tokens, index) >= 0);

function markSpans(pieces: Piece[], spans: { start: number; end: number }[], mark: Mark): void {
  let at = 0;
  for (const { start, end } of spans) {
    while (at < pieces.length && (pieces[at]?.token.end ?? 0) <= start) at++;
    for (let index = at; index < pieces.length; index++) {
      const piece = pieces[index];
      if (!piece || piece.token.start >= end) break;
      piece.mark = mark;
    }
  }
}

/** The sentences with the sign or line break at their end. */
function sentencesOf(pieces: Piece[]): Piece[][] {
  const sentences: Piece[][] = [[]];
  for (const [index, piece] of pieces.entries()) {
    sentences.at(-1)?.push(piece);
    if (endsSentence(pieces, index) || piece.token.kind === "break") sentences.push([]);
  }
  return sentences;
}

const asks = phrase(
  `( and|so|but|ok|okay|well|also|please|hi|hello|hey|now [,]? ){0,3}
  ( how|what|why|who|which|when|where is|are|was|were|do|does|did|can|will|would|should|much|many|long|soon|happens|
    about | can|could|do|does|did|would|will|should|may|shall|is|are|am|have|has|must
    you|i|we|it|this|that|there|someone|somebody|anyone|my|your|the )`,
);
const asksOpenly = phrase("( and|so|but|ok|okay|well|also|please [,]? ){0,2} how|what|why|who|which|when|where");
/** The name of the field before the words: "what happened: a van hit my car". */
const fieldName = phrase("( what happened | description ) ( is|was|to | should be | [:=] )");

/** "Is hail covered?" */
const asksClosed = phrase("is|are|do|does|can|could|will|would|should|may|shall [^,]{0,12} [?]");

const isQuestion = (tokens: Token[]): boolean =>
  matchAt(asks, tokens, 0) >= 0 ||
  (tokens.at(-1)?.text === "?" && matchAt(asksOpenly, tokens, 0) >= 0) ||
  matchAt(asksClosed, tokens, 0) === tokens.length;
const onCondition = phrase("if|when|whether | in case");

const commands = phrase(
  `approv* | ignore your|all|the|any|previous | instructions|instruction | pay|send me|us|it|out|now|this |
      pay|send the money |
  write|tell|give|sing|compose me|us{0,1} a|an|another poem|joke|song|limerick|haiku|essay|rap |
  translate|summarize|summarise|repeat|print|reveal [^.;?]{0,3} policy|terms|prompt|instructions |
  reject* | system : | you are|must ( now | an ) | vip`,
);

/** Replaces "it" by the thing of the question before, which is cut: "do you cover hail? it hit my car". */
function nameAskedThing(pieces: Piece[]): void {
  const sentences = sentencesOf(pieces);
  for (const [index, sentence] of sentences.entries()) {
    const tokens = tokensOf(sentence);
    const [pronoun, verb] = sentences[index + 1]?.filter(isWord) ?? [];
    const found = isQuestion(tokens) ? findPhrase(askedThing, tokens) : null;
    const thing = tokens[found?.end ?? tokens.length];
    const isNamed = thing?.kind === "word" && tokens[(found?.end ?? 0) + 1]?.kind !== "word";
    if (!isNamed || pronoun?.token.text !== "it" || !tellsEvent(verb?.token.text ?? "")) continue;
    pronoun.token = { ...pronoun.token, text: thing.text, base: thing.base, raw: thing.raw };
  }
}

function cutSentence(sentence: Piece[]): void {
  const named = matchAt(fieldName, tokensOf(sentence), 0);
  drop(sentence.slice(0, Math.max(named, 0)));
  const rest = sentence.slice(Math.max(named, 0));
  const clauses = clausesOf(rest);
  const told = isQuestion(tokensOf(rest)) ? clauses.filter(isTold) : clauses;
  // "Can you help me, my sink broke?"
  if (told.length === 0 || (told.length < clauses.length && holds(onCondition, tokensOf(rest)))) drop(sentence);
  else {
    for (const clause of clauses) if (!told.includes(clause)) drop(clause.filter(({ token }) => !isStopSign(token)));
    for (const clause of told) cutClause(clause);
    const last = clauses.at(-1)?.filter(isWord) ?? [];
    const end = sentence.at(-1);
    const isAsked =
      told.length < clauses.length || (last.length > 0 && last.every(({ mark: state }) => state === "drop"));
    if (end?.token.text === "?" && isAsked) end.token = { ...end.token, text: ".", raw: "." };
  }
}

const isTold = (clause: Piece[], index: number): boolean =>
  index > 0 && matchAt(asks, tokensOf(clause), 0) < 0 && tellsEvent(wordsOf(clause));

const askedThing = phrase("( cover|covers|insure|insures | pay|pays for ) my|our|the|a|an|any?");

/** "ok in English: my basement flooded" */
const language = phrase(
  `( ok|okay|so|now|sorry [,]? ){0,2} in english|german|spanish|french|italian|portuguese|dutch|polish|turkish|
    russian $`,
);

/** The clauses, separated by commas, colons, brackets and dashes. */
function clausesOf(sentence: Piece[]): Piece[][] {
  const clauses: Piece[][] = [[]];
  for (const [index, piece] of sentence.entries()) {
    const { text, glued, kind } = piece.token;
    const isInNumber =
      glued && sentence[index + 1]?.token.glued === true && sentence[index + 1]?.token.kind === "number";
    const isEnd = kind === "symbol" && piece.mark !== "money" && /^[,;:()=–—]$/.test(text) && !isInNumber;
    if (isEnd || (text === "-" && !glued)) clauses.push([]);
    else clauses.at(-1)?.push(piece);
  }
  return clauses;
}

const onlyThatItHappened = wordSet("it this that all happened happend occurred occured was between system lol");

const denied = wordSet("not instead never");

function cutClause(whole: Piece[]): void {
  const first = whole.findIndex(isWord);
  const back = first < 0 ? -1 : matchAt(onlyTakesBack, tokensOf(whole), first);
  drop(whole.slice(0, Math.max(back, 0)));
  const clause = whole.slice(Math.max(back, 0));
  const tokens = tokensOf(clause);
  const words = clause.filter(isWord);
  const isTalk = ({ token, mark: state }: Piece) =>
    state !== "keep" || token.kind === "number" || isMoneyTalk(token.text);
  const isAsked = matchAt(asks, tokens, 0) >= 0 && tokens.at(-1)?.text === "?";
  const isDenied = words.some(({ token }) => denied.has(token.text));
  const deniesAmount = isDenied && words.some(({ mark: state }) => state === "number" || state === "money");
  const isCommand = tokens.some((_, index) => matchAt(commands, tokens, index) >= 0);
  const saysNothing =
    words.every(isTalk) || words.every((piece) => piece.mark !== "keep" || onlyThatItHappened.has(piece.token.text));
  const tells = () => tellsEvent(wordsOf(clause));
  const isSum = matchAt(addsUp, tokens, 0) === tokens.length;
  const isLanguage = first >= 0 && matchAt(language, tokens, 0) >= 0;
  if (isAsked || isCommand || isCourtesy(tokens) || isLanguage || isSum || saysNothing || (deniesAmount && !tells())) {
    drop(clause.filter(({ token }) => token.kind !== "break" && !isStopSign(token)));
  } else if (clause.some(({ mark: state }) => state === "money") || deniesAmount) {
    for (const [index, piece] of clause.entries()) {
      if (piece.mark === "number" && !isCount(piece.token, clause[index + 1]?.token)) piece.mark = "money";
    }
    cutMoney(clause);
  }
}

const addsUp = phrase(
  `( and|so|can|could|you|please ){0,4} ( add|sum|total ( them|it|this|that|these|those|all|everything ){0,2}
    up|together? please? | count it|them|everything together please? )`,
);
