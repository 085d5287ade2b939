import { z } from "zod";
import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { queueAnswerSchema, queueBody } from "@/lib/http/openapi/review-schema";
import { getQueue } from "@/lib/inbox/queues/data";
import { saveQueue } from "@/lib/inbox/queues/mutations";

const queueId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "a queue is like claims");

/** The settings of a queue, for an admin. */
export const GET = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  return jsonResponse(queueAnswerSchema.parse(await getQueue(admin, queueId.parse(call.params.id))));
});

/** An admin sets the lead, the limits and the due time of a queue. 409 when the body has another revision. */
export const PUT = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const id = queueId.parse(call.params.id);
  const body = await readJson(call.request, queueBody);
  return jsonResponse(queueAnswerSchema.parse(await saveQueue(admin, id, body)));
});
