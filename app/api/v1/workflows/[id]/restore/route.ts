import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { draftViewSchema } from "@/lib/workflows/schema";
import { restoreVersion } from "@/lib/workflows/versions/restore-version";
import { restoreBodySchema } from "@/lib/workflows/versions/schema";

/** Makes the draft what a version was. 409 when the draft has changed, or has changes that are not published. */
export const POST = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const body = await readJson(call.request, restoreBodySchema);
  return jsonResponse(draftViewSchema.parse(await restoreVersion(designer, workflowId, body)));
});
