import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { createdSchema } from "@/lib/http/openapi/review-schema";
import { removeAbsence } from "@/lib/inbox/queues/mutations";
import { parsePathId } from "@/lib/path-id";

/** The reviewer takes an absence of theirs back. */
export const DELETE = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const id = parsePathId(call.params.id);
  await removeAbsence(reviewer, id);
  return jsonResponse(createdSchema.parse({ id }));
});
