import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { reviewListSchema, reviewQuerySchema, toReviewRecord } from "@/lib/http/openapi/review-schema";
import { listCases } from "@/lib/inbox/data";

/** The reviews of the reviewer's queues, a page of those with a status: open if not given. */
export const GET = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const sent = Object.fromEntries(new URL(call.request.url).searchParams);
  const { status, limit, cursor, ...filters } = reviewQuerySchema.parse(sent);
  const { items, nextCursor } = await listCases(reviewer, { ...filters, tab: status }, { limit, cursor });
  const page = { reviews: items.map(toReviewRecord), ...(nextCursor && { next_cursor: nextCursor }) };
  return jsonResponse(reviewListSchema.parse(page));
});
