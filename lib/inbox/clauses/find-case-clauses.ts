import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { Context, type JsonValue } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { LlmError } from "@/lib/llm/llm-error";
import { allAbout, ratePassages } from "@/lib/reading/topics/rate-passages";
import { readTopic, type Topic } from "@/lib/reading/topics/topic";
import { type FoundPassage, findPassages } from "@/lib/search/find-passages";
import { pickQuote } from "@/lib/search/pick-quote";
import { citationOf } from "@/lib/tasks/citations/citation-of";
import { factsOf } from "@/lib/tasks/facts/facts";
import { toCompare } from "@/lib/tasks/questions/clauses/compared-passage";
import { type CaseState, findOwnCase } from "../find-case-state";
import type { CaseClause } from "../schema";

const maxClauses = 3;
/** The passages that are compared with the case. */
const candidates = 25;
/** A clause that fits half as well as the best one fits weakly. */
const leastShare = 0.5;

/**
 * Three clauses for what is known of a case, from the collections of its workflow, each with the words that fit best:
 * those that are about it, the best first, then the nearest others, which fit weakly. Nothing decides by them. A
 * reviewer does not read documents for staff about a claim of their own. Throws AppError: `not_found`, also for other
 * people's queues; `conflict` or `unavailable` when the documents cannot be searched now.
 */
export async function findCaseClauses(principal: ReviewerPrincipal, id: string): Promise<CaseClause[]> {
  const state = await findOwnCase(principal, id);
  const collections = await findWorkflowCollections(state.sessionId);
  const query = describeQuestion(state);
  if (collections.length === 0 || query === "") return [];
  const audience = state.isOwnClaim ? "claimants" : "staff";
  const topic = readTopic(query);
  // With what insurers call the things and events that are told.
  const words = `${query} ${topic.query}`;
  const found = await findPassages({ query: words, audience, collections, limit: candidates }).catch(refuse);
  const fitting = fittingPassages(found, topic);
  const clause = (passage: FoundPassage, text: string, fits: boolean): CaseClause => ({
    ...citationOf(passage, pickQuote(text, query)),
    fits,
  });
  const weak = found.filter((passage) => !fitting.some((one) => one.passage === passage));
  return [
    ...fitting.map(({ passage, part }) => clause(passage, part, true)),
    ...weak.map((passage) => clause(passage, passage.text, false)),
  ].slice(0, maxClauses);
}

/** Those that are about the case, the best first, with the part that fits. */
function fittingPassages(found: readonly FoundPassage[], topic: Topic): { passage: FoundPassage; part: string }[] {
  const about = allAbout(ratePassages(found.map(toCompare), { topic }), { topic });
  return about
    .filter(({ score }) => score >= leastShare * (about[0]?.score ?? 0))
    .map(({ passage, part }) => ({ passage: passage.found, part }));
}

/** The collections of documents that the session's workflow names. */
export async function findWorkflowCollections(sessionId: string): Promise<string[]> {
  const [version] = await prisma.$queryRaw<{ collections: string[] | null }[]>`
    SELECT v.definition -> 'collections' AS collections
    FROM session s JOIN workflow_version v ON v.id = s.workflow_version_id WHERE s.id = ${sessionId}::uuid`;
  return version?.collections ?? [];
}

/** What was chosen and told about a case, with the corrections; a name or a place only when nothing else is known. */
export function describeQuestion({ form, context, edits }: Pick<CaseState, "form" | "context" | "edits">): string {
  const facts = factsOf(form.fields, new Context({ ...context, ...(edits as Record<string, JsonValue>) }));
  const textOf = (...types: string[]) =>
    facts.flatMap(({ type, text }) => (text && types.includes(type) ? [text] : []));
  const told = textOf("choice", "long_text");
  return (told.length > 0 ? told : textOf("text")).join(". ");
}

function refuse(error: unknown): never {
  if (!(error instanceof LlmError)) throw error;
  const detail = "The model that searches the documents does not answer at the moment.";
  throw new AppError("unavailable", { detail, cause: error });
}
