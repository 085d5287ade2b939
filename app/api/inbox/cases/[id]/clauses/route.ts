import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { findCaseClauses } from "@/lib/inbox/clauses/find-case-clauses";
import { parsePathId } from "@/lib/path-id";

/** The clauses of documents that fit a case of the reviewer's queues best. */
export const GET = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  return jsonResponse({ clauses: await findCaseClauses(reviewer, parsePathId(call.params.id)) });
});
