import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { Context, graphDefinitionSchema, type JsonValue } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { LlmError } from "@/lib/llm/llm-error";
import { findPassages } from "@/lib/search/find-passages";
import { pickQuote } from "@/lib/search/pick-quote";
import { factsOf } from "@/lib/tasks/facts/facts";
import { type CaseState, findOwnCase } from "./find-case-state";
import type { CaseClauses } from "./schema";

const maxClauses = 3;

/**
 * The clauses that fit what is known of a case best, from the collections of its workflow. Nothing decides by them. A
 * reviewer does not read documents for staff about a claim of their own. Throws AppError: `not_found`, also for other
 * people's queues; `conflict` or `unavailable` when the documents cannot be searched now.
 */
export async function findClauses(principal: ReviewerPrincipal, id: string): Promise<CaseClauses> {
  const state = await findOwnCase(principal, id);
  const { workflowVersion } = await prisma.session.findUniqueOrThrow({
    where: { id: state.sessionId },
    select: { workflowVersion: { select: { definition: true } } },
  });
  const { collections } = graphDefinitionSchema.parse(workflowVersion.definition);
  if (collections.length === 0) return { hasDocuments: false, clauses: [] };
  const query = questionOf(state);
  const audience = state.isOwnClaim ? "claimants" : "staff";
  const found = await findPassages({ query, audience, collections, limit: maxClauses }).catch(refuse);
  return {
    hasDocuments: true,
    clauses: found.map(({ id: passage, document, heading, version, text }) => ({
      ...{ passage, document, heading, version },
      quote: pickQuote(text, query),
    })),
  };
}

/** What was chosen and told about the case, with the corrections; names and places only when nothing else is known. */
function questionOf({ form, context, edits }: CaseState): string {
  const facts = factsOf(form.fields, new Context({ ...context, ...(edits as Record<string, JsonValue>) }));
  const textOf = (...types: string[]) => facts.flatMap(({ type, text }) => (text && types.includes(type) ? [text] : []));
  const told = textOf("choice", "long_text");
  return (told.length > 0 ? told : textOf("text")).join(". ");
}

function refuse(error: unknown): never {
  if (!(error instanceof LlmError)) throw error;
  const detail = "The model that searches the documents does not answer at the moment.";
  throw new AppError("unavailable", { detail, cause: error });
}
