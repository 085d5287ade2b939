import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { listVersions } from "@/lib/workflows/versions/data";
import { versionListSchema, versionsQuerySchema } from "@/lib/workflows/versions/schema";

/** The versions of a workflow, newest first. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const query = versionsQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const versions = await listVersions(designer, parsePathName(call.params.id), query);
  return jsonResponse(versionListSchema.parse(versions));
});
