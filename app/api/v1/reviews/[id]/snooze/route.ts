import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { reviewDetailSchema, snoozeBody, toReviewDetail } from "@/lib/http/openapi/review-schema";
import { getCase } from "@/lib/inbox/find-case";
import { doAct } from "@/lib/inbox/mutations";
import { parsePathId } from "@/lib/path-id";

/** Hides a review from the lists until a time, or shows it again. */
export const POST = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const id = parsePathId(call.params.id);
  const { until } = await readJson(call.request, snoozeBody);
  await doAct(reviewer, id, until === null ? { act: "unsnooze" } : { act: "snooze", until });
  return jsonResponse(reviewDetailSchema.parse(toReviewDetail(await getCase(reviewer, id))));
});
