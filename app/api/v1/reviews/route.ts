import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { reviewListSchema, reviewQuerySchema, toReviewRecord } from "@/lib/http/openapi/review-schema";
import { listCases } from "@/lib/inbox/data";
import { toPageAnswer } from "@/lib/paging/schema";

/** The reviews of the reviewer's queues, a page of those with a status: open if not given. */
export const GET = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const sent = Object.fromEntries(new URL(call.request.url).searchParams);
  const { status, limit, cursor, ...filters } = reviewQuerySchema.parse(sent);
  const page = await listCases(reviewer, { ...filters, tab: status }, { limit, cursor });
  const reviews = page.items.map(toReviewRecord);
  return jsonResponse(reviewListSchema.parse({ reviews, ...toPageAnswer(page) }));
});
