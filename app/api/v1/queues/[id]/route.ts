import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { queueAnswerSchema, queueBody } from "@/lib/http/openapi/review-schema";
import { getQueue } from "@/lib/inbox/queues/data";
import { saveQueue } from "@/lib/inbox/queues/mutations";
import { queueIdSchema } from "@/lib/inbox/queues/schema";

/** The settings of a queue, for an admin. */
export const GET = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  return jsonResponse(queueAnswerSchema.parse(await getQueue(admin, queueIdSchema.parse(call.params.id))));
});

/** An admin sets the lead, the limits and the due time of a queue. 409 when the body has another revision. */
export const PUT = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const id = queueIdSchema.parse(call.params.id);
  const body = await readJson(call.request, queueBody);
  return jsonResponse(queueAnswerSchema.parse(await saveQueue(admin, id, body)));
});
