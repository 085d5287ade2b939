import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { publishDraft } from "@/lib/workflows/publishing/publish-draft";
import { publishDraftBodySchema, publishedDraftSchema } from "@/lib/workflows/schema";

/** Publishes the draft. 422 with its problems; 409 when the draft or its base version is outdated. */
export const POST = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const body = await readJson(call.request, publishDraftBodySchema);
  return jsonResponse(publishedDraftSchema.parse(await publishDraft(designer, workflowId, body)));
});
