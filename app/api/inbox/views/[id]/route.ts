import { asReviewer } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { removeView } from "@/lib/inbox/listing/find-views";
import { parsePathId } from "@/lib/path-id";

/** Deletes one of the reviewer's own views. */
export const DELETE = handle<{ id: string }>(async (call) => {
  const reviewer = asReviewer(await call.principal());
  const id = parsePathId(call.params.id);
  await removeView(reviewer, id);
  return jsonResponse({ id });
});
