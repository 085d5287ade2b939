import { asDesigner, asStaff } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { getWorkflowItem } from "@/lib/workflows/list/data";
import { changeWorkflow } from "@/lib/workflows/list/mutations";
import { changeWorkflowBodySchema, workflowItemSchema } from "@/lib/workflows/list/schema";

/** One workflow, as the list has it. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  return jsonResponse(
    workflowItemSchema.parse(await getWorkflowItem(asStaff(designer), parsePathName(call.params.id))),
  );
});

/** Renames, archives or unarchives it. */
export const PATCH = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const body = await readJson(call.request, changeWorkflowBodySchema);
  return jsonResponse(workflowItemSchema.parse(await changeWorkflow(designer, workflowId, body)));
});
