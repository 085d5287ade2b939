import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { doneSchema, goToTaskBodySchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";
import { retryAtTask } from "@/lib/sessions/moving/retry-at-task";

/** Lets a failed session go on at another task. */
export const POST = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const sessionId = call.about(parsePathId(call.params.id));
  const { task_id } = await readJson(call.request, goToTaskBodySchema);
  await retryAtTask(admin, sessionId, task_id);
  return jsonResponse(doneSchema.parse({ session_id: sessionId }));
});
