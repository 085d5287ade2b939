import { asParticipant } from "@/lib/auth/principal";
import { stopTurn } from "@/lib/chat/mutations";
import { handle, jsonResponse } from "@/lib/http/handle";
import { doneSchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";

/** Stops the reply that is being made for the claimant, in whichever process. */
export const POST = handle<{ id: string }>(async (call) => {
  const claimant = asParticipant(await call.principal());
  const sessionId = call.about(parsePathId(call.params.id));
  await stopTurn(claimant, sessionId);
  return jsonResponse(doneSchema.parse({ session_id: sessionId }));
});
