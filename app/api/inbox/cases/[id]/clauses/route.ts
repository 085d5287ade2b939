import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { findClauses } from "@/lib/inbox/find-clauses";
import { parsePathId } from "@/lib/path-id";

/** The clauses of documents that fit a case of the reviewer's queues best. */
export const GET = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  return jsonResponse({ clauses: await findClauses(reviewer, parsePathId(call.params.id)) });
});
