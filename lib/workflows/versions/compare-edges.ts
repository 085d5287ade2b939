import type { Condition, GraphDefinition } from "@/lib/engine";
import type { EdgeDefinition } from "@/lib/engine/definition-kit";
import { lowerFirst } from "@/lib/words";
import { isSame } from "../commands/merging/is-same";
import { type ChangeLine, describeDifference, type SideWords } from "./compare-values";
import { describeStoredCondition, type ValueWords } from "./describe-values";
import type { Change } from "./schema";

/** An edge in both versions. */
export interface EdgePair {
  before: EdgeDefinition;
  after: EdgeDefinition;
  /** Their places among the edges of their version. */
  oldPlace: number;
  place: number;
}

interface EdgePairs {
  kept: EdgePair[];
  added: EdgeDefinition[];
  removed: EdgeDefinition[];
}

/** Matches edges by their ids, then those that are left by their ends: an edge that was drawn again is the same. */
export function pairEdges(before: readonly EdgeDefinition[], after: readonly EdgeDefinition[]): EdgePairs {
  const places = { old: placesOf(before), now: placesOf(after) };
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const kept: EdgePair[] = [];
  const keep = (was: EdgeDefinition, edge: EdgeDefinition): void => {
    kept.push({ before: was, after: edge, oldPlace: places.old.get(was) ?? 0, place: places.now.get(edge) ?? 0 });
  };
  const unmatched: EdgeDefinition[] = [];
  for (const edge of after) {
    const was = old.get(edge.id);
    if (was) keep(was, edge);
    else unmatched.push(edge);
    old.delete(edge.id);
  }
  const byEnds = new Map<string, EdgeDefinition[]>();
  for (const edge of old.values()) byEnds.set(endsOf(edge), [...(byEnds.get(endsOf(edge)) ?? []), edge]);
  const added = unmatched.filter((edge) => {
    const was = byEnds.get(endsOf(edge))?.shift();
    if (was) keep(was, edge);
    return !was;
  });
  return { kept, added, removed: [...byEnds.values()].flat() };
}

const placesOf = (edges: readonly EdgeDefinition[]) => new Map(edges.map((edge, index) => [edge, index]));
const endsOf = ({ from, to }: EdgeDefinition): string => JSON.stringify([from, to]);

/** The differences between the edges of two versions. */
export function compareEdges(
  before: GraphDefinition,
  after: GraphDefinition,
  { words, kept, added, removed }: EdgePairs & { words: SideWords },
): Change[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  const deciding = { before: decidingIn(before), after: decidingIn(after) };
  const told = (edge: EdgeDefinition, side: "before" | "after") =>
    describeEdge(edge, { words: words[side], isDeciding: deciding[side].has(edge.from) });
  const changed = kept.flatMap(({ before: was, after: edge }): Change[] => {
    const { id: _, ...one } = was;
    const { id: __, ...other } = edge;
    if (isSame(one, other)) return [];
    const lines = compareEdge(was, edge, { words, old, now });
    const name = between(edge, now);
    return [changeOf(edge, { kind: "changed", name, sentence: `The edge ${lowerFirst(name)} changed.`, lines })];
  });
  return [
    ...added.map((edge) => {
      const name = between(edge, now);
      return changeOf(edge, {
        kind: "added",
        name,
        sentence: `An edge ${lowerFirst(name)} was added: ${told(edge, "after")}.`,
      });
    }),
    ...removed.map((edge) => {
      const name = between(edge, old);
      const when = told(edge, "before");
      const taken = when === "always" ? "It was always taken" : `It was taken ${when}`;
      const sentence = `The edge ${lowerFirst(name)} was removed. ${taken}.`;
      return changeOf(edge, { kind: "removed", name, sentence });
    }),
    ...changed,
  ];
}

const changeOf = (
  { id }: EdgeDefinition,
  { lines = [], ...change }: Pick<Change, "kind" | "name" | "sentence"> & { lines?: ChangeLine[] },
): Change => ({ id: `edge ${id}`, place: { edgeId: id }, lines, ...change });

type Names = ReadonlyMap<string, string>;
const namesOf = ({ tasks }: GraphDefinition): Names => new Map(tasks.map(({ id, label }) => [id, `“${label || id}”`]));
const nameIn = (names: Names, taskId: string): string => names.get(taskId) ?? `“${taskId}”`;
const between = ({ from, to }: EdgeDefinition, names: Names): string =>
  `From ${nameIn(names, from)} to ${nameIn(names, to)}`;

/** The tasks with an edge that has a condition. */
const decidingIn = ({ edges }: GraphDefinition): Set<string> =>
  new Set(edges.flatMap(({ from, condition }) => (condition ? [from] : [])));

function describeEdge(
  { condition }: EdgeDefinition,
  { words, isDeciding }: { words: ValueWords; isDeciding: boolean },
): string {
  if (condition) return `if ${describeStoredCondition(condition, words)}`;
  return isDeciding ? "when no other condition holds" : "always";
}

interface EdgeContext {
  words: SideWords;
  old: Names;
  now: Names;
}

function compareEdge(before: EdgeDefinition, after: EdgeDefinition, { words, old, now }: EdgeContext): ChangeLine[] {
  const lines: ChangeLine[] = [];
  if (before.from !== after.from)
    lines.push({ sentence: `It begins at ${nameIn(now, after.from)}. It began at ${nameIn(old, before.from)}.` });
  if (before.to !== after.to)
    lines.push({ sentence: `It leads to ${nameIn(now, after.to)}. It led to ${nameIn(old, before.to)}.` });
  const [was, is] = [before.condition, after.condition];
  if (!isSame(was, is)) {
    const [from, to] = [
      was && describeStoredCondition(was, words.before),
      is && describeStoredCondition(is, words.after),
    ];
    lines.push({
      sentence:
        from === undefined
          ? `It has a condition now: ${to}. It had none.`
          : to === undefined
            ? `It has no condition any more. It was: ${from}.`
            : from === to
              ? `Its condition is written in another way and reads the same: ${to}.`
              : `Its condition changed. ${comparePart(was, is, words) ?? `Before: ${from}.`} Now: ${to}.`,
    });
  }
  const [label, nextLabel] = [before.label ?? "", after.label ?? ""];
  if (label !== nextLabel)
    lines.push(
      describeDifference("“Label”", { before: label, after: nextLabel, from: `“${label}”`, to: `“${nextLabel}”` }),
    );
  return lines;
}

/** Which parts a condition lost and got; undefined when most of it changed. */
function comparePart(
  before: Condition | undefined,
  after: Condition | undefined,
  words: SideWords,
): string | undefined {
  const [was, is] = [partsOf(before), partsOf(after)];
  if (was?.joined !== is?.joined || !was || !is) return undefined;
  const missingIn = (others: readonly Condition[]) => (part: Condition) => !others.some((one) => isSame(one, part));
  const [lost, got] = [was.parts.filter(missingIn(is.parts)), is.parts.filter(missingIn(was.parts))];
  if (lost.length + got.length === 0 || lost.length === was.parts.length) return undefined;
  const told = (verb: string, parts: readonly Condition[], side: ValueWords): string[] =>
    parts.length === 0
      ? []
      : [`It ${verb} “${parts.map((part) => describeStoredCondition(part, side)).join("”, “")}”.`];
  return [...told("lost", lost, words.before), ...told("got", got, words.after)].join(" ");
}

function partsOf(condition: Condition | undefined): { joined: "all" | "any"; parts: readonly Condition[] } | undefined {
  if (condition && "all" in condition) return { joined: "all", parts: condition.all };
  if (condition && "any" in condition) return { joined: "any", parts: condition.any };
  return undefined;
}

/** Tasks whose edges are tried in another order, by their ids. */
export function edgeOrderLines(kept: readonly EdgePair[], after: GraphDefinition): Map<string, ChangeLine[]> {
  const groups = new Map<string, EdgePair[]>();
  for (const pair of kept.toSorted((one, other) => one.place - other.place)) {
    if (pair.before.from !== pair.after.from) continue;
    groups.set(pair.after.from, [...(groups.get(pair.after.from) ?? []), pair]);
  }
  const names = namesOf(after);
  return new Map(
    [...groups].flatMap(([taskId, pairs]) => {
      const isMoved = pairs.some(({ oldPlace }, index) => oldPlace < (pairs[index - 1]?.oldPlace ?? -1));
      const order = pairs.map(({ after: { to } }) => nameIn(names, to)).join(", then to ");
      return isMoved ? [[taskId, [{ sentence: `Its edges are tried in another order: first to ${order}.` }]]] : [];
    }),
  );
}
