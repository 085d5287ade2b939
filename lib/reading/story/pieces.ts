import { matchAt, phrase } from "@/lib/reading/tokens/phrase";
import type { Token } from "@/lib/reading/tokens/tokens";
import { upperFirst } from "@/lib/words";
import { wordSet } from "../words/word-list";
import { trimEnd } from "../words/words";

/** keep · number: it may be money · money · drop */
export type Mark = "keep" | "number" | "money" | "drop";
/** A token of a text, and what is done with it. */
export interface Piece {
  token: Token;
  mark: Mark;
}

/** The tokens of the pieces. */
export const tokensOf = (pieces: Piece[]): Token[] => pieces.map(({ token }) => token);

/** Marks the pieces to be dropped. */
export const drop = (pieces: Piece[]): void => {
  for (const piece of pieces) piece.mark = "drop";
};

/** Whether a token may end a sentence. */
export const isStopSign = ({ text }: Token): boolean => /^[.!?…]$/.test(text);

const reference = phrase(
  `( report|case|reference|ref|model|serial|policy|ticket|vin|plate ( no|nr|number? [.]? ( [#:] ){0,2} ) |
    invoice|bill|order|quote|estimate|receipt ( no|nr|number [.]? ( [#:] ){0,2} | [#] ) )
  ( <code> ( ~- ~<part> | ~# | ~_ ){0,6} )`,
  {
    code: ({ kind, raw }: Token) => kind === "number" || (kind === "word" && /^\p{Lu}{1,6}$/u.test(raw)),
    part: ({ kind }: Token) => kind === "number" || kind === "word",
  },
);

/** The tokens with each reference ("invoice no. 88123", "report #2026-4471") as one word: its number is not money. */
export function withReferences(text: string, tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; ) {
    const [first, end] = [tokens[index], matchAt(reference, tokens, index)];
    const last = tokens[end - 1];
    if (!first) break;
    const raw = text.slice(first.start, last?.end);
    const isMoney = /^(?:dollars?|bucks|usd|\$)$/.test(tokens[end]?.text ?? "");
    const isJoined = end > index && last !== undefined && /\d/.test(raw) && !isMoney;
    const word = raw.toLowerCase();
    joined.push(isJoined ? { ...first, kind: "word", raw, text: word, base: word, end: last.end } : first);
    index = isJoined ? end : index + 1;
  }
  return joined;
}

/** Whether a token is a reference of `withReferences`. */
export const isReference = ({ kind, raw }: Token): boolean => kind === "word" && /[\s#:]/.test(raw);

const abbreviations = wordSet("approx ca est incl excl no nr st vs mr mrs dr rd ave blvd apt");

/** Whether the piece at `index` ends a sentence: not the point of "incl." or of "1.5". */
export function endsSentence(pieces: Piece[], index: number): boolean {
  const [before, piece, next] = [pieces[index - 1], pieces[index], pieces[index + 1]];
  if (!piece || !isStopSign(piece.token) || piece.mark === "money" || next?.token.glued) return false;
  const word = before?.token.text ?? "";
  // "4:40 p.m. a van hit me"
  const isTimeOfDay = word === "m" && /^\p{Ll}/u.test(next?.token.raw ?? "");
  return !(piece.token.text === "." && next && (abbreviations.has(word) || isTimeOfDay));
}

const idleStart = wordSet("and but or so for of is was then which because with to it's its plus ok okay sorry");
const idleEnd = wordSet("and but or so for of is was then which because with to at on in from by the a an my plus");
const connectors = wordSet("and but or plus");
/** Words that no description starts with. */
const startsOver = wordSet("and but or plus so");
const sign = /^[,;:(=–—-]$/;

/** A token that is kept, and whether a token right before or after it was cut. */
interface Kept {
  token: Token;
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/** The kept pieces as sentences with a capital letter, without the signs and small words that a cut left over. */
export function finish(pieces: Piece[]): string {
  const isKept = (piece: Piece | undefined) => piece === undefined || piece.mark === "keep" || piece.mark === "number";
  const sentences: string[] = [];
  let current: Kept[] = [];
  const close = (end: string) => {
    const words = withoutIdle(withoutLooseSigns(current));
    current = [];
    if (!words.some(({ token }) => token.kind === "word")) return;
    while (sentences.length === 0 && startsOver.has(words[0]?.token.text ?? "")) words.shift();
    // "Because my heater exploded, I need $450"
    const hasMain = words.some(({ token }) => token.text === ",");
    if (/^(?:because|since)$/.test(words[0]?.token.text ?? "") && !hasMain) words.shift();
    const [first, last] = [words[0]?.token.text, words.at(-1)?.token.text];
    if (first === "(" && last === ")") words.splice(0, words.length, ...words.slice(1, -1));
    const text = trimEnd(textOf(words.map(({ token }) => token)), ",;:-–— ");
    sentences.push(`${upperFirst(text)}${end}`);
  };
  for (const [index, piece] of pieces.entries()) {
    const { token } = piece;
    const isEnd = endsSentence(pieces, index);
    if (isEnd || token.kind === "break") close(isEnd ? token.text : ".");
    else if (isKept(piece)) {
      const [before, after] = [pieces[index - 1], pieces[index + 1]];
      // The abbreviation before this point was cut.
      if (isStopSign(token) && !isKept(before)) continue;
      current.push({ token, isCutBefore: !isKept(before), isCutAfter: !isKept(after) });
    }
  }
  close(".");
  return sentences.join(" ");
}

/** Without repeated signs, empty brackets, and signs before the first word. */
function withoutLooseSigns(kept: Kept[]): Kept[] {
  const left: Kept[] = [];
  let isOpen = false;
  for (const [index, one] of kept.entries()) {
    const { token } = one;
    const last = left.at(-1)?.token;
    const next = kept[index + 1]?.token;
    const isInside = token.glued && next?.glued && next.start === token.end && !/^[()]$/.test(token.text);
    // "$1500 (skylight), $600 (parquet)"
    if (token.text === "(" && one.isCutBefore) continue;
    if (token.text === "(" && token.kind === "symbol") isOpen = true;
    // "broke and $300 and it hit the floor"
    if (left.at(-1)?.isCutAfter && connectors.has(token.text) && connectors.has(last?.text ?? "")) left.pop();
    if (token.kind !== "symbol" || isInside || token.text === "(") left.push(one);
    else if (token.text === ")") {
      if (/^[,;:]$/.test(last?.text ?? "")) left.pop();
      if (left.at(-1)?.token.text === "(") left.pop();
      else if (isOpen) left.push(one);
      isOpen = false;
    } else if (/^[,;:]$/.test(token.text) && last && left.at(-1)?.isCutAfter && idleEnd.has(last.text))
      left.splice(-1, 1, one);
    else if (!(sign.test(token.text) && (last === undefined || sign.test(last.text)))) left.push(one);
  }
  return left;
}

const isLooseSign = (one: Kept | undefined): boolean =>
  one?.token.kind === "symbol" && /^[,;:=–—+&~-]$/.test(one.token.text);

/** Without signs at the ends, and without words there that belonged to a cut: "broke, for $300". */
function withoutIdle(kept: Kept[]): Kept[] {
  let from = 0;
  while (
    isLooseSign(kept[from]) ||
    ((kept[from]?.isCutBefore || kept[from]?.isCutAfter) && idleStart.has(kept[from]?.token.text ?? ""))
  )
    from++;
  let to = kept.length;
  while (isLooseSign(kept[to - 1]) || (kept[to - 1]?.isCutAfter && idleEnd.has(kept[to - 1]?.token.text ?? ""))) to--;
  // "and it was 340"
  const [before, last] = [kept[to - 2]?.token.text ?? "", kept[to - 1]];
  if (last?.isCutAfter && /^(?:it|that|this)$/.test(last.token.text) && connectors.has(before)) to -= 2;
  return kept.slice(from, to);
}

/** The text of the tokens, with spaces where they were or where tokens were cut. */
function textOf(tokens: Token[]): string {
  let text = "";
  let end = -1;
  for (const { raw, kind, start, glued } of tokens) {
    const isClosing = kind === "symbol" && /^[,;:)]$/.test(raw);
    text += end < 0 || isClosing || (glued && start === end) ? raw : ` ${raw}`;
    end = start + raw.length;
  }
  return text;
}

/** Whether it is a word or a number, and not a sign. */
export const isWord = ({ token: { kind } }: Piece): boolean => kind === "word" || kind === "number";

/** The words and numbers of pieces, with spaces between them. */
export const wordsOf = (pieces: Piece[]): string =>
  pieces
    .filter(isWord)
    .map(({ token }) => token.text)
    .join(" ");
