import type { Token } from "./tokens";

/**
 * A pattern over tokens. It is matched by following all its readings at once, and repeats at most as often as it says:
 * a match looks at no more than `longest` tokens, and at each of them once.
 */
export interface Phrase {
  source: string;
  steps: Test[];
  /** Steps that may come first and last, and those that may follow and precede each step. */
  first: number[];
  last: boolean[];
  next: number[][];
  lastSteps: number[];
  isFirst: boolean[];
  previous: number[][];
  isEmpty: boolean;
}

type Test = (token: Token) => boolean;
/** Stands before the first and after the last token that a match may look at. */
const edge: Token = { kind: "break", text: "", raw: "", start: -1, end: -1, glued: false };

/**
 * Compiles a phrase. Items stand apart by spaces:
 * `word`, `one|two|repair*|*n't` one of these words (`*`: any beginning or ending), `!one|two` any other word, `_` any
 * word; `#` a number, `#1-2`, `#4`, `#5+` one of so many digits; `[,;]` one of these symbols, `[^,;#@_]` any token but
 * these (`#` numbers, `@` hidden ones, `_` words), `[^,;]!one|two` and but these words; `<name>` a test given by name;
 * any other sign itself; `^` and `$` where the text that may be looked at starts and ends. `~` before an item: nothing
 * stands between it and the token before. `?` and `{0,3}` after an item or a group: so often. `( a b | c )`: a choice.
 */
export function phrase(source: string, tests: Record<string, Test> = {}): Phrase {
  const items = source.trim().split(/\s+/);
  const steps: Test[] = [];
  const next: number[][] = [];
  let position = 0;

  interface Part {
    first: number[];
    last: number[];
    isEmpty: boolean;
  }
  const nothing: Part = { first: [], last: [], isEmpty: true };
  const join = (left: Part, right: Part): Part => {
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
    let part = nothing;
    while (position < items.length && items[position] !== "|" && !isClosing(items[position])) {
      part = join(part, repeated());
    }
    return part;
  };
  const repeated = (): Part => {
    const start = position;
    const read = () => {
      position = start;
      return one();
    };
    let part = read();
    const end = position;
    const { least, most } = repeats(items[end - 1] ?? "");
    for (let count = 2; count <= most; count++) {
      const more = read();
      part = join(part, count > least ? { ...more, isEmpty: true } : more);
    }
    return least === 0 ? { ...part, isEmpty: true } : part;
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
  const previous: number[][] = steps.map(() => []);
  for (const [step, followers] of next.entries()) for (const follower of followers) previous[follower]?.push(step);
  return {
    source,
    steps,
    first: whole.first,
    last: steps.map((_, step) => whole.last.includes(step)),
    next,
    lastSteps: whole.last,
    isFirst: steps.map((_, step) => whole.first.includes(step)),
    previous,
    isEmpty: whole.isEmpty,
  };
}

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
    return (token) => token.glued && test(token);
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
    if (!no) return ({ kind, text }) => kind === "symbol" && signs.includes(text);
    const isExcluded = words ? readWords(words) : () => false;
    return (token) =>
      token.kind !== "break" &&
      !(token.kind === "symbol" && signs.includes(token.text)) &&
      !(token.kind === "number" && signs.includes("#")) &&
      !(token.kind === "hidden" && signs.includes("@")) &&
      !(token.kind === "word" && (signs.includes("_") || isExcluded(token.text)));
  }
  if (item.length > 1 && item.startsWith("!")) {
    const isExcluded = readWords(item.slice(1));
    return ({ kind, text }) => kind === "word" && !isExcluded(text);
  }
  if (/\p{L}/u.test(item)) {
    const isOne = readWords(item);
    return ({ kind, text }) => kind === "word" && isOne(text);
  }
  return ({ kind, text }) => kind === "symbol" && text === item;
}

function readWords(list: string): (word: string) => boolean {
  const all = list.split("|");
  const words = new Set(all.filter((one) => !one.includes("*")));
  const beginnings = all.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1));
  const endings = all.filter((one) => one.startsWith("*")).map((one) => one.slice(1));
  return (word) =>
    words.has(word) ||
    beginnings.some((beginning) => word.startsWith(beginning)) ||
    endings.some((ending) => word.endsWith(ending));
}

/** Where the phrase ends that starts with the token `start` and stays before `limit`; the furthest that `isEnd` accepts, or -1. */
export function matchAt(
  { steps, first, last, next, isEmpty }: Phrase,
  tokens: Token[],
  start: number,
  limit = tokens.length,
  isEnd: (end: number) => boolean = () => true,
): number {
  const ends: number[] = isEmpty ? [start] : [];
  let active = first;
  for (let index = start; index <= limit && active.length > 0; index++) {
    const token = index === limit ? edge : tokens[index];
    if (token === undefined) break;
    const passed = active.filter((step) => steps[step]?.(token));
    if (passed.some((step) => last[step])) ends.push(Math.min(index + 1, limit));
    active = passed.length === 0 ? [] : unite(passed, next);
  }
  return ends.findLast(isEnd) ?? -1;
}

/** Whether the phrase stands right before the token `end`, not reaching before `floor`. */
export function endsBefore(
  { steps, lastSteps, isFirst, previous, isEmpty }: Phrase,
  tokens: Token[],
  end: number,
  floor = 0,
): boolean {
  if (isEmpty) return true;
  let active = lastSteps;
  for (let index = end - 1; index >= floor - 1 && active.length > 0; index--) {
    const token = index < floor ? edge : tokens[index];
    if (token === undefined) break;
    const passed = active.filter((step) => steps[step]?.(token));
    if (passed.some((step) => isFirst[step])) return true;
    active = passed.length === 0 ? [] : unite(passed, previous);
  }
  return false;
}

const unite = (passed: number[], links: number[][]): number[] => {
  const [one, ...others] = passed;
  if (others.length === 0) return links[one ?? 0] ?? [];
  return [...new Set(passed.flatMap((step) => links[step] ?? []))];
};

/** Where the phrase stands first, as token indexes, or null. */
export function findPhrase(
  sought: Phrase,
  tokens: Token[],
  from = 0,
  to = tokens.length,
): { start: number; end: number } | null {
  for (let start = from; start < to; start++) {
    const token = tokens[start];
    if (!token || !sought.first.some((step) => sought.steps[step]?.(token))) continue;
    const end = matchAt(sought, tokens, start, to);
    if (end >= 0) return { start, end };
  }
  return null;
}

/** Whether the phrase stands anywhere from the token `from` up to `to`. */
export const holds = (sought: Phrase, tokens: Token[], from = 0, to = tokens.length): boolean =>
  findPhrase(sought, tokens, from, to) !== null;
