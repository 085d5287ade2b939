import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { doneSchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";
import { retrySession } from "@/lib/sessions/changing/retry-session";

/** Retries a session that failed or was set aside. */
export const POST = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const sessionId = call.about(parsePathId(call.params.id));
  await retrySession(admin, sessionId);
  return jsonResponse(doneSchema.parse({ session_id: sessionId }));
});
