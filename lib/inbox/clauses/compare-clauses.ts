import { allAbout, ratePassages } from "@/lib/reading/topics/rate-passages";
import { readTopic } from "@/lib/reading/topics/topic";
import { pickQuote } from "@/lib/search/pick-quote";
import { citationOf } from "@/lib/tasks/citations/citation-of";
import type { Passage } from "@/lib/tasks/citations/schema";
import { toCompare } from "@/lib/tasks/questions/clauses/compared-passage";
import type { CaseClause } from "../schema";

/** A clause that fits half as well as the best one fits weakly. */
const leastShare = 0.5;

/**
 * Passages, given in the order of a search, as clauses for a reviewer, each with the words that fit `told` best: those
 * that are about it, the best first, then the nearest others, which fit weakly.
 */
export function compareClauses(found: readonly Passage[], told: string): CaseClause[] {
  const topic = readTopic(told);
  const about = allAbout(ratePassages(found.map(toCompare), { topic }), { topic });
  const fitting = about.filter(({ score }) => score >= leastShare * (about[0]?.score ?? 0));
  const weak = found.filter((passage) => !fitting.some((one) => one.passage.found === passage));
  const clause = (passage: Passage, text: string, fits: boolean): CaseClause => ({
    ...citationOf(passage, pickQuote(text, told)),
    fits,
  });
  return [
    ...fitting.map(({ passage, part }) => clause(passage.found, part, true)),
    ...weak.map((passage) => clause(passage, passage.text, false)),
  ];
}
