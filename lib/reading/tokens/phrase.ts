import type { Token } from "./tokens";

/**
 * A compiled pattern over tokens. A match follows all alternatives at once and reads each token once, so that its time
 * is linear. Every repetition has a maximum.
 */
export interface Phrase {
  source: string;
  forward: Automaton;
  backward: Automaton;
}

/** Steps that read one token each, with the steps that come first, the steps that follow each, and the last steps. */
interface Automaton {
  steps: Test[];
  first: number[];
  next: number[][];
  isLast: boolean[];
  isEmpty: boolean;
  /** What the first steps accept: tokens with one of these texts, and what the other tests accept. */
  starts: { texts: Set<string>; others: Test[] };
}

interface Test {
  (token: Token): boolean;
  /** The only texts of tokens that it accepts. */
  texts?: ReadonlySet<string>;
}
/** The token before the first and after the last token that a match may read. */
const edge: Token = { kind: "break", text: "", base: "", raw: "", start: -1, end: -1, glued: false };

/**
 * Compiles a phrase. Throws when a group is not closed or a test is missing. Spaces separate items:
 * - `word`, `one|two|repair*|*n't`: one of these words (`*`: any beginning or ending; a line may break after a `|` of a
 *   list); `!one|two`: any other word; `_`: any word;
 * - `#`: a number; `#1-2`, `#4`, `#5+`: a number with so many digits;
 * - `[,;]`: one of these symbols; `[^,;#@_]`: any token except these (`#` numbers, `@` hidden ones, `_` words);
 *   `[^,;]!one|two`: any token except these symbols and words;
 * - `<name>`: a token that the test of this name accepts; any other sign: itself;
 * - `^` and `$`: the start and the end of the part that is read;
 * - `~` before an item: no space between it and the token before;
 * - `?` and `{0,3}` after an item or a group: how often; `( a b | c )`: a choice.
 */
export function phrase(source: string, tests: Record<string, Test> = {}): Phrase {
  return { source, forward: compile(source, tests, false), backward: compile(source, tests, true) };
}

interface Part {
  first: number[];
  last: number[];
  isEmpty: boolean;
}

/** Compiles the steps of a phrase, in reverse order when `isBackward`. */
function compile(source: string, tests: Record<string, Test>, isBackward: boolean): Automaton {
  const items = source.trim().replace(listGoesOn, "|").split(/\s+/);
  const steps: Test[] = [];
  const next: number[][] = [];
  let position = 0;

  const join = (one: Part, other: Part): Part => {
    const [left, right] = isBackward ? [other, one] : [one, other];
    for (const step of left.last) next[step]?.push(...right.first);
    return {
      first: left.isEmpty ? [...left.first, ...right.first] : left.first,
      last: right.isEmpty ? [...left.last, ...right.last] : right.last,
      isEmpty: left.isEmpty && right.isEmpty,
    };
  };
  const choice = (): Part => {
    const parts = [sequence()];
    while (items[position] === "|") {
      position++;
      parts.push(sequence());
    }
    return {
      first: parts.flatMap((part) => part.first),
      last: parts.flatMap((part) => part.last),
      isEmpty: parts.some((part) => part.isEmpty),
    };
  };
  const sequence = (): Part => {
    let part: Part = { first: [], last: [], isEmpty: true };
    while (position < items.length && items[position] !== "|" && !isClosing(items[position])) {
      part = join(part, repeated());
    }
    return part;
  };
  /** Reads `a{0,3}` as `(a(a(a)?)?)?`. */
  const repeated = (): Part => {
    const start = position;
    const copies = [one()];
    const end = position;
    const { least, most } = repeats(items[end - 1] ?? "");
    while (copies.length < most) {
      position = start;
      copies.push(one());
    }
    const whole = copies.reduceRight<Part | undefined>((rest, copy, index) => {
      const both = rest ? (isBackward ? join(rest, copy) : join(copy, rest)) : copy;
      return index >= least ? { ...both, isEmpty: true } : both;
    }, undefined);
    return whole ?? { first: [], last: [], isEmpty: true };
  };
  const one = (): Part => {
    const item = items[position++] ?? "";
    if (item === "(") {
      const part = choice();
      if (!isClosing(items[position])) throw new Error(`a group is open in the phrase ${source}`);
      position++;
      return part;
    }
    steps.push(readTest(item.replace(quantifier, "") || item, tests));
    next.push([]);
    return { first: [steps.length - 1], last: [steps.length - 1], isEmpty: false };
  };

  const whole = choice();
  if (position < items.length) throw new Error(`a group is closed twice in the phrase ${source}`);
  const last = new Set(whole.last);
  const isLast = steps.map((_, step) => last.has(step));
  const firsts = whole.first.flatMap((step) => steps[step] ?? []);
  const texts = new Set(firsts.flatMap((test) => [...(test.texts ?? [])]));
  const starts = { texts, others: firsts.filter((test) => test.texts === undefined) };
  return { steps, next, first: whole.first, isLast, isEmpty: whole.isEmpty, starts };
}

const listGoesOn = /(?<=\S)\|\s+/g;
const quantifier = /(?<=.)(?:\?|\{\d+,\d+\})$/;
const isClosing = (item: string | undefined): boolean => item !== undefined && /^\)(?:\?|\{\d+,\d+\})?$/.test(item);

function repeats(item: string): { least: number; most: number } {
  const mark = quantifier.exec(item)?.[0];
  if (mark === undefined) return { least: 1, most: 1 };
  if (mark === "?") return { least: 0, most: 1 };
  const [least = 0, most = 1] = mark.slice(1, -1).split(",").map(Number);
  return { least, most };
}

function readTest(item: string, tests: Record<string, Test>): Test {
  if (item.length > 1 && item.startsWith("~")) {
    const test = readTest(item.slice(1), tests);
    const isGlued: Test = (token) => token.glued && test(token);
    return test.texts ? only([...test.texts], isGlued) : isGlued;
  }
  if (item === "^" || item === "$") return (token) => token === edge;
  if (item === "_") return ({ kind }) => kind === "word";
  if (item === "#") return ({ kind }) => kind === "number";
  const [, least, mark, most] = /^#(\d+)(?:([-+])(\d*))?$/.exec(item) ?? [];
  if (least !== undefined) {
    const limit = mark === "+" ? Number.POSITIVE_INFINITY : Number(most || least);
    return ({ kind, text }) => kind === "number" && text.length >= Number(least) && text.length <= limit;
  }
  const [, name] = /^<([\w-]+)>$/.exec(item) ?? [];
  if (name !== undefined) {
    const test = tests[name];
    if (!test) throw new Error(`no test is named ${name}`);
    return test;
  }
  const [, no, signs, , words] = /^\[(\^?)(.+)\](!(.+))?$/.exec(item) ?? [];
  if (signs !== undefined) {
    if (!no) return only([...signs], ({ kind, text }) => kind === "symbol" && signs.includes(text));
    const isExcluded = words ? readWords(words) : () => false;
    return (token) =>
      token.kind !== "break" &&
      !(token.kind === "symbol" && signs.includes(token.text)) &&
      !(token.kind === "number" && signs.includes("#")) &&
      !(token.kind === "hidden" && signs.includes("@")) &&
      !(token.kind === "word" && (signs.includes("_") || isExcluded(token)));
  }
  if (item.length > 1 && item.startsWith("!")) {
    const isExcluded = readWords(item.slice(1));
    return (token) => token.kind === "word" && !isExcluded(token);
  }
  if (/\p{L}/u.test(item)) {
    const isOne = readWords(item);
    const isWord: Test = (token) => token.kind === "word" && isOne(token);
    return item.includes("*") ? isWord : only(item.split("|"), isWord);
  }
  return only([item], ({ kind, text }) => kind === "symbol" && text === item);
}

const only = (texts: string[], test: Test): Test => Object.assign(test, { texts: new Set(texts) });

/** Whether a match may start with the token. This is a fast check: most tokens start no match. */
function mayBegin({ starts: { texts, others } }: Automaton, token: Token): boolean {
  return texts.has(token.text) || texts.has(token.base) || others.some((test) => test(token));
}

function readWords(list: string): Test {
  const all = list.split("|");
  const words = new Set(all.filter((one) => !one.includes("*")));
  const beginnings = all.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1));
  const endings = all.filter((one) => one.startsWith("*")).map((one) => one.slice(1));
  const isWord: Test = ({ text, base }) => words.has(text) || (base !== text && words.has(base));
  if (beginnings.length + endings.length === 0) return isWord;
  return (token) =>
    isWord(token) ||
    beginnings.some((beginning) => token.text.startsWith(beginning)) ||
    endings.some((ending) => token.text.endsWith(ending));
}

/** The next steps of those that accept the token. `isLast`: one of those may be the last step. */
function advance(
  { steps, next, isLast }: Automaton,
  active: number[],
  token: Token,
): { active: number[]; isLast: boolean } {
  let following: number[] = [];
  let isShared = true;
  let ends = false;
  for (const step of active) {
    if (!steps[step]?.(token)) continue;
    if (isLast[step]) ends = true;
    const links = next[step] ?? [];
    if (links.length === 0) continue;
    if (following.length === 0) following = links;
    else {
      if (isShared) following = [...following];
      isShared = false;
      for (const link of links) if (!following.includes(link)) following.push(link);
    }
  }
  return following.length > 0 || ends ? { active: following, isLast: ends } : nothing;
}

const nothing: { active: number[]; isLast: boolean } = { active: [], isLast: false };

/**
 * The end of the longest match that starts with the token `start`, ends at `limit` at the latest, and has an end that
 * `isEnd` accepts. -1 without one.
 */
export function matchAt(
  { forward }: Phrase,
  tokens: Token[],
  start: number,
  limit = tokens.length,
  isEnd: (end: number) => boolean = () => true,
): number {
  const begin = start < limit ? tokens[start] : undefined;
  if (begin && !mayBegin(forward, begin)) return forward.isEmpty && isEnd(start) ? start : -1;
  let ends: number[] | undefined;
  let { first: active } = forward;
  for (let index = start; index <= limit && active.length > 0; index++) {
    const token = index === limit ? edge : tokens[index];
    if (token === undefined) break;
    const reached = advance(forward, active, token);
    if (reached.isLast) {
      const end = Math.min(index + 1, limit);
      if (ends) ends.push(end);
      else ends = [end];
    }
    active = reached.active;
  }
  return ends?.findLast(isEnd) ?? (forward.isEmpty && isEnd(start) ? start : -1);
}

/** Whether a match ends right before the token `end` and starts at `floor` at the earliest. */
export function endsBefore({ backward }: Phrase, tokens: Token[], end: number, floor = 0): boolean {
  if (backward.isEmpty) return true;
  const begin = end > floor ? tokens[end - 1] : undefined;
  if (begin && !mayBegin(backward, begin)) return false;
  let { first: active } = backward;
  for (let index = end - 1; index >= floor - 1 && active.length > 0; index--) {
    const token = index < floor ? edge : tokens[index];
    if (token === undefined) break;
    const reached = advance(backward, active, token);
    if (reached.isLast) return true;
    active = reached.active;
  }
  return false;
}

/** Whether a match of the phrase may start with the token. */
export const mayStartWith = ({ forward }: Phrase, token: Token): boolean => mayBegin(forward, token);

/** The first match from the token `from` on that ends at `to` at the latest, as indexes of tokens, or null. */
export function findPhrase(
  sought: Phrase,
  tokens: Token[],
  from = 0,
  to = tokens.length,
): { start: number; end: number } | null {
  for (let start = from; start < to; start++) {
    const end = matchAt(sought, tokens, start, to);
    if (end >= 0) return { start, end };
  }
  return null;
}

/** Whether the phrase has a match between the tokens `from` and `to`. */
export const holds = (sought: Phrase, tokens: Token[], from = 0, to = tokens.length): boolean =>
  findPhrase(sought, tokens, from, to) !== null;
