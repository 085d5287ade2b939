import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { layoutDraft } from "@/lib/workflows/layout/layout-draft";
import { layoutAnswerSchema, layoutBodySchema, maxDraftBytes } from "@/lib/workflows/schema";

/** "Tidy up": computes the positions of the tasks of the sent definition. Nothing is stored. */
export const POST = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const body = await readJson(call.request, layoutBodySchema, { maxBytes: maxDraftBytes });
  return jsonResponse(layoutAnswerSchema.parse(await layoutDraft(designer, workflowId, body)));
});
