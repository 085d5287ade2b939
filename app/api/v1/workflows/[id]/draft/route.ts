import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { discardDraft, saveDraft } from "@/lib/workflows/mutations";
import { getDraft } from "@/lib/workflows/read-draft";
import {
  discardDraftBodySchema,
  draftViewSchema,
  maxDraftBytes,
  saveDraftBodySchema,
  savedDraftSchema,
} from "@/lib/workflows/schema";

/** The draft of a workflow; where none is stored, its newest version. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  return jsonResponse(draftViewSchema.parse(await getDraft(designer, parsePathName(call.params.id))));
});

/** Saves the draft. 409 with the stored draft when the body has another revision. */
export const PUT = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const body = await readJson(call.request, saveDraftBodySchema, { maxBytes: maxDraftBytes });
  return jsonResponse(savedDraftSchema.parse(await saveDraft(designer, workflowId, body)));
});

/** Replaces the draft by the newest version. */
export const DELETE = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const { revision } = await readJson(call.request, discardDraftBodySchema);
  return jsonResponse(draftViewSchema.parse(await discardDraft(designer, workflowId, revision)));
});
