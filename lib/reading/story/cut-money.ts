import type { Token } from "@/lib/reading/tokens/tokens";
import { tellsEvent } from "../matters/concepts";
import { wordSet } from "../words/word-list";
import { isAboutMoney, isMoneyTalk, namesPrice } from "./money-talk";
import { drop, isStopSign, isWord, type Piece, wordsOf } from "./pieces";

const units = wordSet("piece pane tile slate panel pop unit item chair window door hour metre meter foot sheet");

const maxSayingWords = 4;
const maxSayingLength = 12;
const traders = wordSet("guy guys man people firm company shop store service auto center centre");
const givenBack = wordSet("in on at by from with of the a an my our his her their this that new");
const connectors = wordSet("and or but so plus because when");

/** Whether it is a count: "4 chairs". */
export const isCount = ({ text }: Token, next: Token | undefined): boolean =>
  text.length <= 2 && next?.kind === "word" && /^\p{L}{3,}s$/u.test(next.text) && !isMoneyTalk(next.text);

/** Cuts amounts with the words around them: "the glass guy wants about 300 to fix it". */
export function cutMoney(clause: Piece[]): void {
  const isLoose = (piece: Piece | undefined): piece is Piece =>
    piece !== undefined &&
    !isStop(piece) &&
    (piece.mark !== "keep" || !isWord(piece) || (isAboutMoney(piece.token.text) && !connectors.has(piece.token.text)));
  for (const index of clause.keys()) {
    if (clause[index]?.mark !== "money") continue;
    const last = endOfMoney(clause, index);
    // "a $750 dent": the article belongs to "dent".
    if (isArticle(clause[index - 1]) && namesThing(clause, last)) {
      drop(clause.slice(index, last));
      continue;
    }
    let from = index;
    while (isLoose(clause[from - 1])) from--;
    const left = clause.slice(Math.max(0, from - maxSayingLength), from).filter(isWord);
    const isSaid =
      clause.slice(from, index).some(({ token }) => namesPrice(token.text)) ||
      traders.has(left.at(-1)?.token.text ?? "");
    if (isSaid && from < maxSayingLength && left.length <= maxSayingWords && !tellsEvent(wordsOf(left))) from = 0;
    else if (isSaid) from = startOfTrader(clause, from);
    let to = index + 1;
    while (isLoose(clause[to]) || (clause[to]?.token.text === "or" && isLoose(clause[to + 1]))) to++;
    // "$80 a pane"
    if (/^(?:an?|per)$/.test(clause[to - 1]?.token.text ?? "") && units.has(clause[to]?.token.text ?? "")) to++;
    // "my bike worth $350 was stolen"
    const next = clause[to];
    if (next?.mark === "keep" && isWord(next) && !isMoneyTalk(next.token.text))
      while (to > last && verbs.has(clause[to - 1]?.token.text ?? "")) to--;
    while (to < clause.length && to > index + 1 && givenBack.has(clause[to - 1]?.token.text ?? "")) to--;
    drop(clause.slice(from, to));
  }
}

/** The start of "the body shop" in "and the body shop is asking for". */
function startOfTrader(clause: Piece[], end: number): number {
  if (!traders.has(clause[end - 1]?.token.text ?? "")) return end;
  const start = [end - 2, end - 3].find((at) => isArticle(clause[at]));
  return start ?? end - 1;
}

const verbs = wordSet("was were is are");
const isArticle = (piece: Piece | undefined): boolean => /^(?:an?|the|my|our|this|that)$/.test(piece?.token.text ?? "");

/** The end of the amount at this piece, with its currency. */
function endOfMoney(clause: Piece[], index: number): number {
  let end = index + 1;
  while (clause[end]?.mark === "money" || /^(?:dollars?|bucks?|usd)$/.test(clause[end]?.token.text ?? "")) end++;
  return end;
}

/** Whether a word for a thing, and not one about money, is here: "a $200 dent". */
function namesThing(clause: Piece[], at: number): boolean {
  const next = clause[at];
  if (next?.mark !== "keep" || next.token.kind !== "word") return false;
  return !isMoneyTalk(next.token.text) && !connectors.has(next.token.text) && !givenBack.has(next.token.text);
}

const isStop = (piece: Piece): boolean => isStopSign(piece.token);
