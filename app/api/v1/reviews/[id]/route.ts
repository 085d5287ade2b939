import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { reviewDetailSchema, toReviewDetail } from "@/lib/http/openapi/review-schema";
import { getCase } from "@/lib/inbox/find-case";
import { parsePathId } from "@/lib/path-id";

/** One review with its form, facts, conversation, notes and earlier decisions. */
export const GET = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const view = await getCase(reviewer, parsePathId(call.params.id));
  return jsonResponse(reviewDetailSchema.parse(toReviewDetail(view)));
});
