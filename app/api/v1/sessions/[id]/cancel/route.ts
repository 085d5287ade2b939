import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { cancelBodySchema, doneSchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";
import { cancelSession } from "@/lib/sessions/changing/cancel-session";

/** Cancels the session, also while it runs. */
export const POST = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const sessionId = call.about(parsePathId(call.params.id));
  const { reason } = await readJson(call.request, cancelBodySchema);
  await cancelSession(admin, sessionId, reason);
  return jsonResponse(doneSchema.parse({ session_id: sessionId }));
});
