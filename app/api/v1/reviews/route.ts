import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { reviewListSchema, reviewQuerySchema, toReviewRecord } from "@/lib/http/openapi/api-schema";
import { listReviews } from "@/lib/inbox/data";

/** The reviews of the reviewer's queues. `?status=` is `open` (default), `decided` or `claimant` (waiting on them). */
export const GET = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const { status } = reviewQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const items = await listReviews(reviewer, { tab: status });
  return jsonResponse(reviewListSchema.parse({ reviews: items.map(toReviewRecord) }));
});
