import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { forkAnswerSchema, forkBodySchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";
import { forkSession } from "@/lib/sessions/changing/fork-session";

/** Creates a new session from a step of this one. */
export const POST = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const id = call.about(parsePathId(call.params.id));
  const { step, context } = await readJson(call.request, forkBodySchema);
  const { sessionId, reference } = await forkSession(admin, id, { seq: step, values: context });
  return jsonResponse(forkAnswerSchema.parse({ session_id: sessionId, reference }));
});
