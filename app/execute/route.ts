import { asParticipant, type ClaimantPrincipal } from "@/lib/auth/principal";
import { receiveMessage } from "@/lib/chat/receive-message";
import { type Call, handle, jsonResponse, readJson } from "@/lib/http/handle";
import { answerOnce, stableId } from "@/lib/http/idempotent-request";
import { type ExecuteAnswer, type ExecuteBody, executeBodySchema } from "@/lib/http/openapi/api-schema";
import { limitOfSender } from "@/lib/limits/admit";
import { findFailure } from "@/lib/sessions/reading/find-failure";
import { startSession } from "@/lib/sessions/start-session";

/** One message and its answer. Starts a session, or continues the named one. */
export const POST = handle(executeMessage, { limit: limitOfSender });

async function executeMessage(call: Call<unknown>): Promise<Response> {
  const claimant = asParticipant(await call.principal());
  const body = await readJson(call.request, executeBodySchema);
  if (body.session_id) call.about(body.session_id);

  const key = call.request.headers.get("idempotency-key");
  if (key === null) return jsonResponse(await execute(claimant, body, () => crypto.randomUUID()));

  // A retry creates the same session and message ids, so that nothing is stored twice.
  const makeId = (purpose: string) => stableId(claimant.userId, key, purpose);
  const request = { actorId: claimant.userId, key, body };
  return jsonResponse(await answerOnce(request, () => execute(claimant, body, makeId)));
}

async function execute(
  claimant: ClaimantPrincipal,
  body: ExecuteBody,
  makeId: (purpose: string) => string,
): Promise<ExecuteAnswer> {
  const sessionId =
    body.session_id ??
    (await startSession(claimant, { workflowId: body.workflow, sessionId: makeId("session") })).sessionId;
  const turn = await receiveMessage(claimant, { sessionId, clientMessageId: makeId("message"), text: body.content });
  const failure = turn.status === "Error" ? await findFailure(sessionId) : null;
  return {
    session_id: sessionId,
    response: [turn.response, failure?.text].filter(Boolean).join("\n\n"),
    ...(turn.citations && { citations: turn.citations }),
    status: turn.status,
    status_message: failure?.text ?? turn.statusMessage,
    current_task_id: turn.currentTaskId,
    ...(failure?.retryAfterSeconds !== undefined && { retry_after: failure.retryAfterSeconds }),
    ...(turn.waitingFor && { waiting_for: turn.waitingFor }),
  };
}
