import { readTest, type TokenTest } from "./token-tests";

/** Steps that read one token each, with the steps that come first, the steps that follow each, and the last steps. */
export interface Automaton {
  steps: TokenTest[];
  first: number[];
  next: number[][];
  isLast: boolean[];
  isEmpty: boolean;
  /** What the first steps accept: tokens with one of these texts, and what the other tests accept. */
  starts: { texts: Set<string>; others: TokenTest[] };
}

/** Compiles the steps of a phrase, in reverse order when `isBackward`. Throws when the phrase is not valid. */
export function compile(source: string, tests: Record<string, TokenTest>, isBackward: boolean): Automaton {
  const { steps, next, whole } = new PhraseCompiler(source, tests, isBackward);
  const last = new Set(whole.last);
  const firsts = whole.first.flatMap((step) => steps[step] ?? []);
  return {
    steps,
    first: whole.first,
    next,
    isLast: steps.map((_, step) => last.has(step)),
    isEmpty: whole.isEmpty,
    starts: {
      texts: new Set(firsts.flatMap((test) => [...(test.texts ?? [])])),
      others: firsts.filter((test) => test.texts === undefined),
    },
  };
}

/**
 * A part of a phrase: the steps that may come first in it, those that may come last, and whether it may match
 * nothing.
 */
interface Part {
  first: number[];
  last: number[];
  isEmpty: boolean;
}

class PhraseCompiler {
  readonly steps: TokenTest[] = [];
  readonly next: number[][] = [];
  readonly whole: Part;
  readonly #source: string;
  readonly #items: string[];
  readonly #tests: Record<string, TokenTest>;
  readonly #isBackward: boolean;
  #position = 0;

  constructor(source: string, tests: Record<string, TokenTest>, isBackward: boolean) {
    this.#source = source;
    this.#items = source.trim().replace(lineBreakInList, "|").split(/\s+/);
    this.#tests = tests;
    this.#isBackward = isBackward;
    this.whole = this.#readChoice();
    if (this.#position < this.#items.length) throw new Error(`a group is closed twice in the phrase ${source}`);
  }

  #readChoice(): Part {
    const parts = [this.#readSequence()];
    while (this.#items[this.#position] === "|") {
      this.#position++;
      parts.push(this.#readSequence());
    }
    return {
      first: parts.flatMap((part) => part.first),
      last: parts.flatMap((part) => part.last),
      isEmpty: parts.some((part) => part.isEmpty),
    };
  }

  #readSequence(): Part {
    let part: Part = { first: [], last: [], isEmpty: true };
    for (let item = this.#items[this.#position]; item !== undefined; item = this.#items[this.#position]) {
      if (item === "|" || isClosing(item)) break;
      part = this.#join(part, this.#readRepeated());
    }
    return part;
  }

  /** Reads `a{0,3}` as `(a(a(a)?)?)?`. */
  #readRepeated(): Part {
    const start = this.#position;
    const copies = [this.#readItem()];
    const { least, most } = readQuantifier(this.#items[this.#position - 1] ?? "");
    while (copies.length < most) {
      this.#position = start;
      copies.push(this.#readItem());
    }
    const whole = copies.reduceRight<Part | undefined>((rest, copy, index) => {
      const both = rest ? this.#link(copy, rest) : copy;
      return index >= least ? { ...both, isEmpty: true } : both;
    }, undefined);
    return whole ?? { first: [], last: [], isEmpty: true };
  }

  #readItem(): Part {
    const item = this.#items[this.#position++] ?? "";
    if (item === "(") {
      const part = this.#readChoice();
      if (!isClosing(this.#items[this.#position])) throw new Error(`a group is open in the phrase ${this.#source}`);
      this.#position++;
      return part;
    }
    this.steps.push(readTest(item.replace(quantifier, "") || item, this.#tests));
    this.next.push([]);
    return { first: [this.steps.length - 1], last: [this.steps.length - 1], isEmpty: false };
  }

  #join(one: Part, other: Part): Part {
    return this.#isBackward ? this.#link(other, one) : this.#link(one, other);
  }

  /** Lets the steps of the right part follow those of the left part. */
  #link(left: Part, right: Part): Part {
    for (const step of left.last) this.next[step]?.push(...right.first);
    return {
      first: left.isEmpty ? [...left.first, ...right.first] : left.first,
      last: right.isEmpty ? [...left.last, ...right.last] : right.last,
      isEmpty: left.isEmpty && right.isEmpty,
    };
  }
}

const lineBreakInList = /(?<=\S)\|\s+/g;
const quantifier = /(?<=.)(?:\?|\{\d+,\d+\})$/;
const isClosing = (item: string | undefined): boolean => item !== undefined && /^\)(?:\?|\{\d+,\d+\})?$/.test(item);

function readQuantifier(item: string): { least: number; most: number } {
  const mark = quantifier.exec(item)?.[0];
  if (mark === undefined) return { least: 1, most: 1 };
  if (mark === "?") return { least: 0, most: 1 };
  const [least = 0, most = 1] = mark.slice(1, -1).split(",").map(Number);
  return { least, most };
}
