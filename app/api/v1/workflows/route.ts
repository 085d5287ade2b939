import { asDesigner, asStaff } from "@/lib/auth/principal";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { toPageAnswer } from "@/lib/paging/schema";
import { listWorkflows } from "@/lib/workflows/list/data";
import { createWorkflow } from "@/lib/workflows/list/mutations";
import {
  createdWorkflowSchema,
  newWorkflowBodySchema,
  workflowListSchema,
  workflowQuerySchema,
} from "@/lib/workflows/list/schema";

/** The workflows by name, in pages. `?archived=` is `false` (default), `true` or `all`; `?search=` has words. */
export const GET = handle(async (call) => {
  const designer = asDesigner(await call.principal());
  const sent = Object.fromEntries(new URL(call.request.url).searchParams);
  const { archived, search, ...request } = workflowQuerySchema.parse(sent);
  const page = await listWorkflows(asStaff(designer), { archived, search }, request);
  return jsonResponse(workflowListSchema.parse({ workflows: page.items, ...toPageAnswer(page) }));
});

/** A workflow to be edited and published: empty, from a template, or a copy of another one. */
export const POST = handle(async (call) => {
  const designer = asDesigner(await call.principal());
  const body = await readJson(call.request, newWorkflowBodySchema);
  return jsonResponse(createdWorkflowSchema.parse(await createWorkflow(designer, body)), 201);
});
