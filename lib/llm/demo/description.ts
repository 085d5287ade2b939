import { findPhrase, matchAt, phrase } from "@/lib/tokens/phrase";
import { type Token, tokenize } from "@/lib/tokens/tokens";
import { findMoney } from "./amounts/find-amounts";
import { tellsEvent } from "./concepts";
import { findDays, findImpossibleDays, findTomorrow } from "./dates";
import { isAboutMoney, isMoneyTalk, namesPrice } from "./money-talk";
import { endsSentence, finish, isReference, isStopSign, type Mark, type Piece, withReferences } from "./pieces";
import { findPlace } from "./places";
import { respell } from "./spelling";
import { onlyTakesBack, tidy } from "./words";

/**
 * What happened, in the person's own words: without what has a field of its own (amounts with the words around them, the
 * day, an address), greetings, commands and questions. "" when nothing is left. `today` is YYYY-MM-DD.
 */
export function describeEvent(text: string, today: string): string {
  let told = cutOnce(text, today);
  // A number may be money only now that others are gone: "sofa 400, total $900".
  for (let pass = 1; pass < mostPasses; pass++) {
    const again = cutOnce(told, today);
    if (again === told) break;
    told = again;
  }
  return told;
}

const mostPasses = 4;

function cutOnce(text: string, today: string): string {
  const plain = tidy(text);
  const pieces: Piece[] = withReferences(plain, tokenize(plain)).map((token) => ({ token, mark: "stays" }));
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
  if (place?.retracted) markSpans(pieces, [place.retracted], "goes");
  if (place && !place.isOfPerson && !isAtHome(place.place)) {
    markSpans(pieces, [place], "goes");
    const at = pieces.findIndex(({ token }) => token.start >= place.start);
    if (/^some(?:where|place)$/.test(pieces[at - 1]?.token.text ?? "")) mark(pieces[at - 1]);
  }
  for (const piece of pieces) if (isReference(piece.token)) piece.mark = "stays";
  nameAskedThing(pieces);
  for (const sentence of sentencesOf(pieces)) cutSentence(sentence);
  return finish(pieces);
}

const rooms = phrase(
  `kitchen|bathroom|bedroom|living|dining|room|lounge|hallway|corridor|basement|cellar|attic|loft|balcony|flat|apartment|
    house|home|condo|studio|conservatory|place|garage|driveway|roof|garden|yard|backyard|terrace|patio|shed|stairs|staircase|laundry|study|pantry`,
);
/** "my kitchen", "at home": a room is a part of what happened; an address, a road and a town are where. */
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

const price = phrase(
  `at|for? [$]? # ( ~[,.] ~# )? dollars|bucks|usd? ( each|apiece | a|per piece ) |
  [$]? # ( ~[,.] ~# )? less|minus ( a|my|the )? [$]? # ( ~[,.] ~# )? dollars|bucks|usd? voucher|discount|deductible|coupon?`,
);

/** Prices that show themselves by their words: "at 120 each", "380 less 50 voucher". */
function markPrices(pieces: Piece[]): void {
  const tokens = tokensOf(pieces);
  for (const index of tokens.keys()) {
    const end = matchAt(price, tokens, index);
    for (const piece of pieces.slice(index, Math.max(end, index))) piece.mark = "money";
  }
}

const beforeDay = new Set(
  "on at since from around about of in the during last this late early earlier just right".split(" "),
);
const afterDay = phrase("in the morning|afternoon|evening|night | morning|afternoon|evening|night | at night");

/** "at 22:10" */
const timeOfDay = phrase("at|around #1-2 ~: ~#2");

/** A day goes with the words that lead to it: "on", "since". A time of day stays. */
function markDays(pieces: Piece[], text: string, today: string): void {
  const tokens = tokensOf(pieces);
  let at = 0;
  const days = [...findDays(text, today), ...findImpossibleDays(text), ...findTomorrow(text, today)];
  for (const { start, end } of days.sort((left, right) => left.start - right.start)) {
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= start) at++;
    let first = at;
    while (beforeDay.has(tokens[first - 1]?.text ?? "")) first--;
    while (at < tokens.length && (tokens[at]?.start ?? 0) < end) at++;
    at = Math.max(at, matchAt(afterDay, tokens, at));
    const time = pieces.slice(first, at).findIndex((_, step) => matchAt(timeOfDay, tokens, first + step, at) >= 0);
    const until = time < 0 ? first : matchAt(timeOfDay, tokens, first + time, at);
    drop(pieces.slice(first, time < 0 ? at : first + time));
    drop(pieces.slice(time < 0 ? at : until, at));
  }
}

const mark = (piece: Piece | undefined): void => {
  if (piece) piece.mark = "goes";
};

/** The sentences, each with the sign or line break that ends it. */
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
  ( how|what|why|who|which|when|where is|are|was|were|do|does|did|can|will|would|should|much|many|long|soon|happens|about |
    can|could|do|does|did|would|will|should|may|shall|is|are|am|have|has|must you|i|we|it|this|that|there|someone|somebody|
      anyone|my|your|the )`,
);
const asksOpenly = phrase("( and|so|but|ok|okay|well|also|please [,]? ){0,2} how|what|why|who|which|when|where");
/** "what happened: a van hit my car": the words that name the field. */
const fieldName = phrase("( what happened | description ) ( is|was|to | should be | [:=] )");

const isQuestion = (tokens: Token[]): boolean =>
  matchAt(asks, tokens, 0) >= 0 || (tokens.at(-1)?.text === "?" && matchAt(asksOpenly, tokens, 0) >= 0);

const commands = phrase(
  `approv* | ignore your|all|the|any|previous | instructions|instruction | pay|send me|us|it|out|now|this | pay|send the money |
  reject* | system : | you are|must ( now | an ) | vip`,
);

/** "do you cover hail? it hit my car": the question goes, so that what it names takes the place of "it". */
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
  if (isQuestion(tokensOf(rest))) drop(sentence);
  else for (const clause of clausesOf(rest)) cutClause(clause);
}

const askedThing = phrase("( cover|covers|insure|insures | pay|pays for ) my|our|the|a|an|any?");

const drop = (pieces: Piece[]): void => {
  for (const piece of pieces) mark(piece);
};

/** "ok in English: my basement flooded" */
const language = phrase(
  "( ok|okay|so|now|sorry [,]? ){0,2} in english|german|spanish|french|italian|portuguese|dutch|polish|turkish|russian $",
);

/** The clauses between commas, colons, brackets and dashes. */
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

const onlyThatItHappened = new Set(
  "it this that all happened happend occurred occured was between system lol".split(" "),
);
const tokensOf = (pieces: Piece[]): Token[] => pieces.map(({ token }) => token);
const isWord = ({ token: { kind } }: Piece): boolean => kind === "word" || kind === "number";

const denied = new Set("not instead never".split(" "));

function cutClause(whole: Piece[]): void {
  const first = whole.findIndex(isWord);
  const back = first < 0 ? -1 : matchAt(onlyTakesBack, tokensOf(whole), first);
  drop(whole.slice(0, Math.max(back, 0)));
  const clause = whole.slice(Math.max(back, 0));
  const tokens = tokensOf(clause);
  const words = clause.filter(isWord);
  const isTalk = ({ token, mark: state }: Piece) =>
    state !== "stays" || token.kind === "number" || isMoneyTalk(token.text);
  const isAsked = matchAt(asks, tokens, 0) >= 0 && tokens.at(-1)?.text === "?";
  const isDenied = words.some(({ token }) => denied.has(token.text));
  const deniesAmount = isDenied && words.some(({ mark: state }) => state === "number" || state === "money");
  const isCommand = tokens.some((_, index) => matchAt(commands, tokens, index) >= 0);
  const saysNothing =
    words.every(isTalk) || words.every((piece) => piece.mark !== "stays" || onlyThatItHappened.has(piece.token.text));
  const tells = () => tellsEvent(words.map(({ token }) => token.text).join(" "));
  const isSum = matchAt(addsUp, tokens, 0) === tokens.length;
  const isLanguage = first >= 0 && matchAt(language, tokens, 0) >= 0;
  if (isAsked || isCommand || isLanguage || isSum || saysNothing || (deniesAmount && !tells())) {
    drop(clause.filter(({ token }) => token.kind !== "break" && !isStopSign(token)));
  } else if (clause.some(({ mark: state }) => state === "money") || deniesAmount) {
    for (const [index, piece] of clause.entries()) {
      if (piece.mark === "number" && !isCount(piece.token, clause[index + 1]?.token)) piece.mark = "money";
    }
    cutAround(clause);
  }
}

const addsUp = phrase(
  "( and|so|can|could|you|please ){0,4} ( add|sum|total ( them|it|this|that|these|those|all|everything ){0,2} up|together? please? | count it|them|everything together please? )",
);
const units = new Set(
  "piece pane tile slate panel pop unit item chair window door hour metre meter foot sheet".split(" "),
);

const mostSaying = 4;
const longestSaying = 12;
const traders = new Set("guy guys man people firm company shop store service auto center centre".split(" "));
const givenBack = new Set("in on at by from with of the a an my our his her their this that new".split(" "));
const connectors = new Set("and or but so plus because when".split(" "));

/** "4 chairs" */
const isCount = ({ text }: Token, next: Token | undefined): boolean =>
  text.length <= 2 && next?.kind === "word" && /^\p{L}{3,}s$/u.test(next.text) && !isMoneyTalk(next.text);

/** Takes the words beside an amount with it: "the glass guy wants about 300 to fix it". */
function cutAround(clause: Piece[]): void {
  const isLoose = (piece: Piece | undefined): piece is Piece =>
    piece !== undefined &&
    !isStop(piece) &&
    (piece.mark !== "stays" || !isWord(piece) || (isAboutMoney(piece.token.text) && !connectors.has(piece.token.text)));
  for (const index of clause.keys()) {
    if (clause[index]?.mark !== "money") continue;
    let from = index;
    while (isLoose(clause[from - 1])) from--;
    const left = clause.slice(Math.max(0, from - longestSaying), from).filter(isWord);
    const isSaid =
      clause.slice(from, index).some(({ token }) => namesPrice(token.text)) ||
      traders.has(left.at(-1)?.token.text ?? "");
    if (isSaid && from < longestSaying && left.length <= mostSaying) from = 0;
    let to = index + 1;
    while (isLoose(clause[to]) || (clause[to]?.token.text === "or" && isLoose(clause[to + 1]))) to++;
    // "$80 a pane"
    if (/^(?:an?|per)$/.test(clause[to - 1]?.token.text ?? "") && units.has(clause[to]?.token.text ?? "")) to++;
    // "for the bumper": the article stays with what it belongs to.
    while (to < clause.length && to > index + 1 && givenBack.has(clause[to - 1]?.token.text ?? "")) to--;
    drop(clause.slice(from, to));
  }
}

const isStop = (piece: Piece): boolean => isStopSign(piece.token);
