import { hideOtherNumbers } from "@/lib/reading/amounts/other-numbers";
import { hide, linesOf, memoize, type Token, tokenize } from "@/lib/reading/tokens/tokens";
import { findPlace } from "../places/places";
import { wordSet } from "../words/word-list";

/** A message for the readers of amounts. All indexes are indexes of tokens. */
export interface Message {
  text: string;
  tokens: Token[];
  /** The same tokens with the numbers hidden that are not money. */
  money: Token[];
  /** For each token the start of its sentence, the start of its line, and the end of its line. */
  sentences: number[];
  lines: number[];
  lineEnds: number[];
}

const abbreviations = wordSet("approx ca est c no nr st");

/** Reads a message. The result is cached and must not be changed. */
export const readMessage: (text: string) => Message = memoize((text) => {
  const tokens = tokenize(text);
  const money = hideAddress(text, hideOtherNumbers(tokens));
  const { starts, ends } = linesOf(tokens);
  return { text, tokens, money, sentences: sentencesOf(money), lines: starts, lineEnds: ends };
});

/** The tokens with the numbers of an address hidden: "Hafenstrasse 12, 28195 Bremen". */
function hideAddress(text: string, tokens: Token[]): Token[] {
  const place = findPlace(text);
  if (!place || place.end === place.start) return tokens;
  const isInside = ({ kind, start, end }: Token) => kind === "number" && start >= place.start && end <= place.end;
  const isMoney = (index: number) =>
    tokens[index - 1]?.text === "$" || /^(?:dollar|buck|usd|k$)/.test(tokens[index + 1]?.text ?? "");
  return tokens.map((token, index) => (isInside(token) && !isMoney(index) ? hide(token) : token));
}

/** For each token, and for the end of the text, the first token of its sentence. */
function sentencesOf(tokens: Token[]): number[] {
  const starts: number[] = [];
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    starts.push(start);
    const isStop = /^[.!?]$/.test(token.text) && token.kind === "symbol" && !tokens[index + 1]?.glued;
    const isAbbreviation = abbreviations.has(tokens[index - 1]?.text ?? "");
    if (token.kind === "break" || token.text === ";" || (isStop && !isAbbreviation)) start = index + 1;
  }
  starts.push(start);
  return starts;
}
