import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { absenceBody, createdSchema } from "@/lib/http/openapi/review-schema";
import { addAbsence } from "@/lib/inbox/queues/mutations";

/** Stores an absence of the reviewer. A sweep then assigns their cases to the delegate, or unassigns them. */
export const POST = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const body = await readJson(call.request, absenceBody);
  return jsonResponse(createdSchema.parse(await addAbsence(reviewer, body)), 201);
});
