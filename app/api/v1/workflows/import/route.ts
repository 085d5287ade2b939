import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse, readBody } from "@/lib/http/handle";
import { maxWorkflowBytes } from "@/lib/workflows/files/read-workflow-file";
import { importWorkflow } from "@/lib/workflows/list/mutations";
import { importedWorkflowSchema } from "@/lib/workflows/list/schema";

/** A new workflow from a file, which is the body. 400 or 422 with everything that is wrong in it. */
export const POST = handle(async (call) => {
  const designer = asDesigner(await call.principal());
  const file = await readBody(call.request, maxWorkflowBytes);
  return jsonResponse(importedWorkflowSchema.parse(await importWorkflow(designer, file)), 201);
});
