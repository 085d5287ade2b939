import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { createWorkflow } from "@/lib/workflows/mutations";
import { createdWorkflowSchema, newWorkflowBodySchema } from "@/lib/workflows/schema";

/** An empty workflow, to be edited and published. */
export const POST = handle(async (call) => {
  const designer = asDesigner(await call.principal());
  const body = await readJson(call.request, newWorkflowBodySchema);
  return jsonResponse(createdWorkflowSchema.parse(await createWorkflow(designer, body)), 201);
});
