/** A run of words of two texts: in both, only in the new one, or only in the old one. */
export interface WordRun {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Texts that differ in more words are shown whole: so many small differences are hard to read. */
const mostDifferences = 80;

/**
 * The words that differ between two texts, in order. Spaces belong to the word before them. The time grows with the
 * length of the texts times the number of differences, which is bounded.
 */
export function compareWords(before: string, after: string): WordRun[] {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start++;
  let end = 0;
  while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const [removed, added] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return joinRuns([
    ...one.slice(0, start).map((text) => ({ kind: "same" as const, text })),
    ...(compareMiddle(removed, added) ?? wholeRuns(removed, added)),
    ...(end === 0 ? [] : one.slice(-end)).map((text) => ({ kind: "same" as const, text })),
  ]);
}

/** Words with the space after them. Ends of lines, and other spaces, are words of their own. */
const wordsOf = (text: string): string[] => text.match(/\n|[^\S\n]+|\S+[^\S\n]?/g) ?? [];

const wholeRuns = (removed: string[], added: string[]): WordRun[] => [
  ...removed.map((text) => ({ kind: "removed" as const, text })),
  ...added.map((text) => ({ kind: "added" as const, text })),
];

/**
 * The shortest list of differences (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986); undefined when
 * there are too many.
 */
function compareMiddle(one: string[], other: string[]): WordRun[] | undefined {
  const rounds: Map<number, number>[] = [];
  let furthest = new Map([[1, 0]]);
  for (let round = 0; round <= Math.min(mostDifferences, one.length + other.length); round++) {
    rounds.push(furthest);
    const next = new Map(furthest);
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      let x = isDown(furthest, diagonal, round) ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < one.length && x - diagonal < other.length && one[x] === other[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= one.length && x - diagonal >= other.length) return walkBack(rounds, one, other);
    }
    furthest = next;
  }
  return undefined;
}

const at = (furthest: ReadonlyMap<number, number>, diagonal: number): number => furthest.get(diagonal) ?? -1;

/** Whether the path to a diagonal comes from an added word, else from a removed one. */
const isDown = (furthest: ReadonlyMap<number, number>, diagonal: number, round: number): boolean =>
  diagonal === -round || (diagonal !== round && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));

function walkBack(rounds: ReadonlyMap<number, number>[], one: string[], other: string[]): WordRun[] {
  const runs: WordRun[] = [];
  let [x, y] = [one.length, other.length];
  for (let round = rounds.length - 1; round >= 0; round--) {
    const furthest = rounds[round] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = isDown(furthest, diagonal, round);
    const before = down ? diagonal + 1 : diagonal - 1;
    const [fromX, fromY] = [at(furthest, before), at(furthest, before) - before];
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      runs.push({ kind: "same", text: one[--x] ?? "" });
      y--;
    }
    if (round === 0) break;
    if (down) runs.push({ kind: "added", text: other[--y] ?? "" });
    else runs.push({ kind: "removed", text: one[--x] ?? "" });
  }
  return runs.reverse();
}

function joinRuns(runs: readonly WordRun[]): WordRun[] {
  const joined: WordRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last?.kind === run.kind) last.text += run.text;
    else joined.push({ ...run });
  }
  return joined;
}
