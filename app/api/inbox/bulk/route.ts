import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { bulkSchema } from "@/lib/inbox/listing/schema";
import { changeCases } from "@/lib/inbox/mutations";

/** Claims, assigns, snoozes or tags several cases; what could not be done is listed with the reason. */
export const POST = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const { caseIds, act } = await readJson(call.request, bulkSchema);
  return jsonResponse(await changeCases(reviewer, caseIds, act));
});
