import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { listCases } from "@/lib/inbox/data";
import { listQuerySchema } from "@/lib/inbox/listing/schema";

/** A part of the list of the inbox, for its page: `GET /api/v1/reviews` is for programs. */
export const GET = handle(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const { query, page } = listQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  return jsonResponse(await listCases(reviewer, query, page));
});
