import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { findImpact } from "@/lib/workflows/publishing/find-impact";
import { impactQuerySchema, impactViewSchema } from "@/lib/workflows/schema";

/** What publishing the draft would mean for the sessions that are open now. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const workflowId = parsePathName(call.params.id);
  const { revision } = impactQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  return jsonResponse(impactViewSchema.parse(await findImpact(designer, workflowId, revision)));
});
