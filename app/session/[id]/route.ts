import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathId } from "@/lib/path-id";
import { getSessionRecord } from "@/lib/sessions/reading/data";
import { sessionRecordSchema } from "@/lib/sessions/reading/schema";

/** One session with its context, its chat and its steps, for its claimant and for staff. */
export const GET = handle<{ id: string }>(async (call) => {
  const principal = await call.principal();
  const sessionId = call.about(parsePathId(call.params.id));
  return jsonResponse(sessionRecordSchema.parse(await getSessionRecord(principal, sessionId)));
});
