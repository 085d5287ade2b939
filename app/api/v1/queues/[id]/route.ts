import { z } from "zod";
import { asAdmin } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { queueAnswerSchema, queueBody } from "@/lib/http/openapi/review-schema";
import { saveQueue } from "@/lib/inbox/queues/mutations";

const queueId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "a queue is like claims");

/** An admin sets the lead, the limits and the due time of a queue. */
export const PUT = handle<{ id: string }>(async (call) => {
  const admin = asAdmin(await call.principal());
  const id = queueId.parse(call.params.id);
  await saveQueue(admin, id, await readJson(call.request, queueBody));
  return jsonResponse(queueAnswerSchema.parse({ id }));
});
