import { readFileSync } from "node:fs";
import path from "node:path";
import type { FoundPassage } from "../find-passages";

const read = (name: string) =>
  readFileSync(path.resolve("lib/search/evaluation", name), "utf8")
    .trim()
    .split("\n")
    .map((line): [string, string] => {
      const at = line.indexOf("|");
      return [line.slice(0, at), line.slice(at + 1)];
    });

/** The clauses of invented insurance terms: their ids and texts. */
export const readClauses = () => read("policy-clauses.txt").map(([id, text]) => ({ id, text }));

/** Questions as claimants ask them, with the ids of the clauses that answer them. */
export const readQuestions = () => questionsOf("policy-questions.txt");

/**
 * Questions whose words stand in clauses about something else: "theft of fuel", "the roof box". One without answers is
 * answered by no clause.
 */
export const readNearQuestions = () => questionsOf("near-questions.txt");

const questionsOf = (name: string) =>
  read(name).map(([question, ids]) => ({ question, answers: ids.split(",").filter(Boolean) }));

/** One way to rank what a search has found. */
export type Ranking = "words" | "vectors" | "both";

/** The ids of what was found, in the order that words alone, vectors alone, or both give. */
export function rankIds(found: readonly FoundPassage[], ranking: Ranking, idOf: (passage: FoundPassage) => string) {
  const place = ({ textRank, vectorRank }: FoundPassage) => (ranking === "words" ? textRank : vectorRank);
  if (ranking === "both") return found.map(idOf);
  return found
    .filter((passage) => place(passage) !== null)
    .toSorted((one, other) => (place(one) ?? 0) - (place(other) ?? 0))
    .map(idOf);
}

/** The share of the right answers among the first five. */
export function recallAt5(ids: readonly string[], answers: readonly string[]): number {
  return answers.filter((id) => ids.slice(0, 5).includes(id)).length / answers.length;
}

/** Normalized discounted cumulative gain of the first ten: 1 when all right answers come first. */
export function ndcgAt10(ids: readonly string[], answers: readonly string[]): number {
  const gain = (isRight: boolean, place: number) => (isRight ? 1 / Math.log2(place + 2) : 0);
  const found = ids.slice(0, 10).reduce((sum, id, place) => sum + gain(answers.includes(id), place), 0);
  const best = answers.slice(0, 10).reduce((sum, _, place) => sum + gain(true, place), 0);
  return found / best;
}

/** The mean of values; 0 without values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
