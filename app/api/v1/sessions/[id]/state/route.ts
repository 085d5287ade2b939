import { asStaff } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { pastStateSchema, stateQuerySchema } from "@/lib/http/openapi/api-schema";
import { parsePathId } from "@/lib/path-id";
import { readPastState } from "@/lib/sessions/changing/fork-session";

/** The session as it stood after `?step=`. */
export const GET = handle<{ id: string }>(async (call) => {
  const staff = asStaff(await call.principal());
  const sessionId = call.about(parsePathId(call.params.id));
  const { step } = stateQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const { currentTaskId, values } = await readPastState(staff, sessionId, step);
  return jsonResponse(
    pastStateSchema.parse({ session_id: sessionId, step, current_task_id: currentTaskId, context: values }),
  );
});
