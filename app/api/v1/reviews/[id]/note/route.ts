import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { createdSchema, noteBody } from "@/lib/http/openapi/review-schema";
import { noteCase } from "@/lib/inbox/mutations";
import { parsePathId } from "@/lib/path-id";

/** A note for colleagues; @ and a name mentions one. The claimant never sees it. */
export const POST = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const id = parsePathId(call.params.id);
  const body = await readJson(call.request, noteBody);
  return jsonResponse(createdSchema.parse(await noteCase(reviewer, id, body)), 201);
});
