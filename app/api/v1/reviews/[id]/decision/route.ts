import { asReviewer } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { decisionBody, toDecisionAnswer, toDecisionRecord } from "@/lib/http/openapi/review-schema";
import { decide } from "@/lib/inbox/decide";
import type { DecisionView } from "@/lib/inbox/schema";
import { parsePathId } from "@/lib/path-id";

/**
 * A reviewer decides a review, at once. 202 when more people have to approve; 409 with the stored decision when another
 * reviewer was first.
 */
export const POST = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const id = parsePathId(call.params.id);
  const body = await readJson(call.request, decisionBody);
  const result = await decide(reviewer, id, body).catch((error: unknown) => {
    throw withStoredDecision(error);
  });
  const answer = toDecisionAnswer(result);
  return jsonResponse(answer.body, answer.status);
});

/** The refusal, with its stored decision in the format of this API. */
function withStoredDecision(error: unknown): unknown {
  const stored = error instanceof AppError ? error.options.data?.decision : undefined;
  if (!(error instanceof AppError) || !stored) return error;
  const decision = toDecisionRecord(stored as DecisionView);
  return new AppError(error.code, { ...error.options, data: { ...error.options.data, decision } });
}
