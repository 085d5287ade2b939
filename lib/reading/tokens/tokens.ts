import { wordSet } from "../words/word-list";
/** A piece of a text. Numbers are runs of digits; what surrounds them ("1,250.50") are pieces of their own. */
export interface Token {
  kind: "word" | "number" | "symbol" | "break" | "hidden";
  /** In lower case, with straight apostrophes. */
  text: string;
  /** Without a possessive ending: "truck" of "truck's", but "it's" of "it's". */
  base: string;
  /** As it stands in the text. */
  raw: string;
  start: number;
  end: number;
  /** Nothing stands between it and the token before it. */
  glued: boolean;
}

// One alternative fits each character, and what repeats cannot be split in two ways: one pass, linear in the text. Groups
// without names: reading a message spends much of its time here.
const pieces = /([\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)|(\d+)|(\uFFFC+)|(\r\n|[\n\r\u2028\u2029])|[^\s]/gu;

const shortened = wordSet("it's that's he's she's what's who's where's when's how's there's here's let's");

const baseOf = (word: string): string => (word.endsWith("'s") && !shortened.has(word) ? word.slice(0, -2) : word);

const mostRemembered = 32;

/**
 * The same reading, which answers at once for the texts that it read last: many readers ask for the same message. What it
 * gives is shared, and must not be changed.
 */
export function remembering<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(text);
    if (known.size >= mostRemembered) known.delete(known.keys().next().value ?? "");
    known.set(text, value);
    return value;
  };
}

/** The tokens of a text, in one pass: words (with inner apostrophes), runs of digits, single symbols, line breaks. */
export const tokenize: (text: string) => Token[] = remembering(readTokens);

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

/** The same token, read as another word. */
export const readAs = (token: Token, word: string): Token => ({ ...token, text: word, base: word });

/** The same token, taken out of reading: no phrase for words, numbers or symbols fits it. */
export const hide = (token: Token): Token => ({ ...readAs(token, "\uFFFC"), kind: "hidden" });

/** For each token the index of the first token of its line, and of the token after its line's last. */
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
