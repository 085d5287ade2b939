import type { Token } from "./tokens";

/** One item of a phrase. */
export interface TokenTest {
  (token: Token): boolean;
  /** The only texts of tokens that it accepts. */
  texts?: ReadonlySet<string>;
}

/** The token before the first and after the last token that a match may read. */
export const edge: Token = { kind: "break", text: "", base: "", raw: "", start: -1, end: -1, glued: false };

/** Reads an item of a phrase; `phrase` has their syntax. `tests` are those that `<name>` may name. */
export function readTest(item: string, tests: Record<string, TokenTest>): TokenTest {
  if (item.length > 1 && item.startsWith("~")) {
    const test = readTest(item.slice(1), tests);
    const isGlued: TokenTest = (token) => token.glued && test(token);
    return test.texts ? only([...test.texts], isGlued) : isGlued;
  }
  if (item === "^" || item === "$") return (token) => token === edge;
  if (item === "_") return ({ kind }) => kind === "word";
  return readNumber(item) ?? readNamed(item, tests) ?? readSymbols(item) ?? readWord(item);
}

function readNumber(item: string): TokenTest | undefined {
  if (item === "#") return ({ kind }) => kind === "number";
  const [, least, mark, most] = /^#(\d+)(?:([-+])(\d*))?$/.exec(item) ?? [];
  if (least === undefined) return undefined;
  const limit = mark === "+" ? Number.POSITIVE_INFINITY : Number(most || least);
  return ({ kind, text }) => kind === "number" && text.length >= Number(least) && text.length <= limit;
}

function readNamed(item: string, tests: Record<string, TokenTest>): TokenTest | undefined {
  const [, name] = /^<([\w-]+)>$/.exec(item) ?? [];
  if (name === undefined) return undefined;
  const test = tests[name];
  if (!test) throw new Error(`no test is named ${name}`);
  return test;
}

function readSymbols(item: string): TokenTest | undefined {
  const [, no, signs, , words] = /^\[(\^?)(.+)\](!(.+))?$/.exec(item) ?? [];
  if (signs === undefined) return undefined;
  if (!no) return only([...signs], ({ kind, text }) => kind === "symbol" && signs.includes(text));
  const isExcluded = words ? readWords(words) : () => false;
  return (token) =>
    token.kind !== "break" &&
    !(token.kind === "symbol" && signs.includes(token.text)) &&
    !(token.kind === "number" && signs.includes("#")) &&
    !(token.kind === "hidden" && signs.includes("@")) &&
    !(token.kind === "word" && (signs.includes("_") || isExcluded(token)));
}

function readWord(item: string): TokenTest {
  if (item.length > 1 && item.startsWith("!")) {
    const isExcluded = readWords(item.slice(1));
    return (token) => token.kind === "word" && !isExcluded(token);
  }
  if (!/\p{L}/u.test(item)) return only([item], ({ kind, text }) => kind === "symbol" && text === item);
  const isOne = readWords(item);
  const isWord: TokenTest = (token) => token.kind === "word" && isOne(token);
  return item.includes("*") ? isWord : only(item.split("|"), isWord);
}

const only = (texts: string[], test: TokenTest): TokenTest => Object.assign(test, { texts: new Set(texts) });

function readWords(list: string): TokenTest {
  const all = list.split("|");
  const words = new Set(all.filter((one) => !one.includes("*")));
  const beginnings = all.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1));
  const endings = all.filter((one) => one.startsWith("*")).map((one) => one.slice(1));
  const isWord: TokenTest = ({ text, base }) => words.has(text) || (base !== text && words.has(base));
  if (beginnings.length + endings.length === 0) return isWord;
  return (token) =>
    isWord(token) ||
    beginnings.some((beginning) => token.text.startsWith(beginning)) ||
    endings.some((ending) => token.text.endsWith(ending));
}
