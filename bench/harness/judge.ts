import type { SliceResult } from "./run-workload";
import { type Summary, summarize } from "./statistics";
import type { Cell, Target, Workload } from "./workload";

/** A target and its result. `measured` is missing when a system that it needs has failed. */
export interface Verdict {
  what: string;
  bound: string;
  measured?: Summary;
  isMet?: boolean;
}

/**
 * The results of the workload's targets, except those of systems that were not run. A ratio is taken within each round,
 * then summarized.
 */
export function judge(workload: Workload, results: SliceResult[]): Verdict[] {
  const wasRun = (cell: Cell | undefined): boolean => !cell || results.some(({ system }) => system === cell.system);
  const targets = workload.targets.filter(({ of, over }) => wasRun(of) && wasRun(over));
  return targets.map((target) => {
    const values = valuesOf(target, results);
    const bound = target.atLeast === undefined ? `<= ${shorten(target.atMost)}` : `>= ${shorten(target.atLeast)}`;
    if (!values) return { what: target.what, bound };
    const measured = summarize(values);
    const isMet =
      measured.median >= (target.atLeast ?? Number.NEGATIVE_INFINITY) &&
      measured.median <= (target.atMost ?? Number.POSITIVE_INFINITY);
    return { what: target.what, bound, measured, isMet };
  });
}

const shorten = (bound: number | undefined): string => String(Number(bound?.toFixed(2)));

/** The figures of a cell, one a round; undefined when there are none. */
export function figuresOf({ slice, system, figure }: Cell, results: SliceResult[]): number[] | undefined {
  const found = results.find((one) => one.slice === slice && one.system === system);
  if (!found || found.failure !== undefined || found.rounds.length === 0) return undefined;
  return found.rounds.map((figures) => figures[figure] ?? Number.NaN);
}

function valuesOf({ of, over }: Target, results: SliceResult[]): number[] | undefined {
  const values = figuresOf(of, results);
  if (!over) return values;
  const others = figuresOf(over, results);
  return others && values?.map((value, round) => value / (others[round] ?? Number.NaN));
}
