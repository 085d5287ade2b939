import { asDesigner } from "@/lib/auth/principal";
import { handle, jsonResponse } from "@/lib/http/handle";
import { pageQuerySchema, toPageAnswer } from "@/lib/paging/schema";
import { parsePathName } from "@/lib/path-id";
import { listVersions } from "@/lib/workflows/versions/data";
import { versionListSchema } from "@/lib/workflows/versions/schema";

/** The versions of a workflow, newest first. */
export const GET = handle<{ id: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const request = pageQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const page = await listVersions(designer, parsePathName(call.params.id), request);
  return jsonResponse(versionListSchema.parse({ versions: page.items, ...toPageAnswer(page) }));
});
