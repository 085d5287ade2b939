import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { findFate } from "@/lib/inbox/find-decision";
import { parsePathId } from "@/lib/path-id";

/** What became of a decision that the reviewer made on the page, such as that it was cancelled. */
export const GET = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  return jsonResponse(await findFate(reviewer, parsePathId(call.params.id)));
});
