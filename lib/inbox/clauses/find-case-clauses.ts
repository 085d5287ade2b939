import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { Context, type JsonValue } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { LlmError } from "@/lib/llm/llm-error";
import { readTopic } from "@/lib/reading/topics/topic";
import { findPassages } from "@/lib/search/find-passages";
import { factsOf } from "@/lib/tasks/facts/facts";
import { type CaseState, findOwnCase } from "../find-case-state";
import type { CaseClause } from "../schema";
import { compareClauses } from "./compare-clauses";

const maxClauses = 3;
/** The passages that are compared with the case. */
const candidates = 25;

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
  // With what insurers call the things and events that are told.
  const words = `${query} ${readTopic(query).query}`;
  const found = await findPassages({ query: words, audience, collections, limit: candidates }).catch(refuse);
  return compareClauses(found, query).slice(0, maxClauses);
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
