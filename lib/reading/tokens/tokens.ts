import { wordSet } from "../words/word-list";
/** A part of a text. A number is a run of digits: "1,250.50" has five tokens. */
export interface Token {
  kind: "word" | "number" | "symbol" | "break" | "hidden";
  /** The text in lower case, with straight apostrophes. */
  text: string;
  /** The text without a possessive ending: "truck" of "truck's", but "it's" of "it's". */
  base: string;
  /** The unchanged text. */
  raw: string;
  start: number;
  end: number;
  /** Follows the token before it without a space. */
  glued: boolean;
}

// Linear: exactly one alternative fits each character. Unnamed groups are faster than named ones.
const pieces = /([\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)|(\d+)|(\uFFFC+)|(\r\n|[\n\r\u2028\u2029])|[^\s]/gu;

const shortened = wordSet("it's that's he's she's what's who's where's when's how's there's here's let's");

const baseOf = (word: string): string => (word.endsWith("'s") && !shortened.has(word) ? word.slice(0, -2) : word);

const maxMemoized = 32;

/**
 * A reader with a cache of its last results, because many readers ask for the same message. Callers share the results
 * and must not change them.
 */
export function memoize<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(text);
    if (known.size >= maxMemoized) known.delete(known.keys().next().value ?? "");
    known.set(text, value);
    return value;
  };
}

/** The tokens of a text: words (with inner apostrophes), runs of digits, single symbols and line breaks. */
export const tokenize: (text: string) => Token[] = memoize(readTokens);

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let end = -1;
  for (const { 0: raw, 1: word, 2: number, 3: hidden, 4: lineBreak, index } of text.matchAll(pieces)) {
    const kind = word ? "word" : number ? "number" : hidden ? "hidden" : lineBreak ? "break" : "symbol";
    const plain = kind === "word" ? raw.toLowerCase().replaceAll("’", "'") : raw;
    tokens.push({
      kind,
      text: plain,
      base: kind === "word" ? baseOf(plain) : plain,
      raw,
      start: index,
      end: index + raw.length,
      glued: index === end,
    });
    end = kind === "break" ? -1 : index + raw.length;
  }
  return tokens;
}

/** The token with the text of another word. */
export const readAs = (token: Token, word: string): Token => ({ ...token, text: word, base: word });

/** The token as a hidden one, which no word, number or symbol of a phrase accepts. */
export const hide = (token: Token): Token => ({ ...readAs(token, "\uFFFC"), kind: "hidden" });

/** For each token the index of the first token of its line, and the index after the last one. */
export function linesOf(tokens: Token[]): { starts: number[]; ends: number[] } {
  const starts: number[] = [];
  let start = 0;
  for (const [index, { kind }] of tokens.entries()) {
    starts.push(start);
    if (kind === "break") start = index + 1;
  }
  const ends = new Array<number>(tokens.length);
  let end = tokens.length;
  for (let index = tokens.length - 1; index >= 0; index--) {
    if (tokens[index]?.kind === "break") end = index;
    ends[index] = end;
  }
  return { starts, ends };
}
