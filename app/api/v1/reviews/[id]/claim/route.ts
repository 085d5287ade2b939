import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { reviewDetailSchema, toReviewDetail } from "@/lib/http/openapi/review-schema";
import { getCase } from "@/lib/inbox/find-case";
import { claimCase } from "@/lib/inbox/mutations";
import { parsePathId } from "@/lib/path-id";

/** The reviewer claims an unassigned review. */
export const POST = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const id = parsePathId(call.params.id);
  await claimCase(reviewer, id);
  return jsonResponse(reviewDetailSchema.parse(toReviewDetail(await getCase(reviewer, id))));
});
