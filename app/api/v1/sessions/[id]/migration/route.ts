import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { migrationAnswerSchema, migrationBodySchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";
import { migrateSession } from "@/lib/sessions/changing/migrate-session";

/** Moves the session to another published version of its workflow. 409 when it cannot be moved. */
export const POST = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const sessionId = call.about(parsePathId(call.params.id));
  const { to_version, mapping } = await readJson(call.request, migrationBodySchema);
  const { currentTaskId } = await migrateSession(admin, sessionId, { toVersion: to_version, mapping });
  return jsonResponse(migrationAnswerSchema.parse({ session_id: sessionId, current_task_id: currentTaskId }));
});
