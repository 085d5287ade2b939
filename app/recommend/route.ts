import { asParticipant, type ClaimantPrincipal } from "@/lib/auth/principal";
import { receiveMessage } from "@/lib/chat/receive-message";
import { type Call, handle, jsonResponse, readJson } from "@/lib/http/handle";
import { answerOnce, stableId } from "@/lib/http/idempotent-request";
import { type RecommendAnswer, type RecommendBody, recommendBodySchema } from "@/lib/http/openapi/api-schema";
import { limitOfSender } from "@/lib/limits/admit";
import { findFailure } from "@/lib/sessions/reading/find-failure";
import { recommendationWorkflowId, startSession } from "@/lib/sessions/start-session";

/** A recommendation for a wish: a session of the cover advisor, run to its end. */
export const POST = handle(answerWish, { limit: limitOfSender });

async function answerWish(call: Call<unknown>): Promise<Response> {
  const person = asParticipant(await call.principal());
  const body = await readJson(call.request, recommendBodySchema);
  const key = call.request.headers.get("idempotency-key");
  if (key === null) return jsonResponse(await recommend(person, body, () => crypto.randomUUID()));

  const makeId = (purpose: string) => stableId(person.userId, key, purpose);
  // The same key of another operation is another request.
  const request = { actorId: person.userId, key, body: { recommend: body } };
  return jsonResponse(await answerOnce(request, () => recommend(person, body, makeId)));
}

async function recommend(
  person: ClaimantPrincipal,
  { content }: RecommendBody,
  makeId: (purpose: string) => string,
): Promise<RecommendAnswer> {
  const wanted = { workflowId: recommendationWorkflowId, sessionId: makeId("session") };
  const { sessionId } = await startSession(person, wanted);
  const turn = await receiveMessage(person, { sessionId, clientMessageId: makeId("message"), text: content });
  const failure = turn.status === "Error" ? await findFailure(sessionId) : null;
  return {
    session_id: sessionId,
    response: [turn.response, failure?.text].filter(Boolean).join("\n\n"),
    citations: turn.citations ?? [],
    status: turn.status,
    ...(failure?.retryAfterSeconds !== undefined && { retry_after: failure.retryAfterSeconds }),
  };
}
