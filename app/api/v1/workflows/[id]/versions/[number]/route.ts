import { asDesigner } from "@/lib/auth/principal";
import { AppError } from "@/lib/errors";
import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathName } from "@/lib/path-id";
import { getVersion } from "@/lib/workflows/versions/data";
import { versionPathSchema, versionViewSchema } from "@/lib/workflows/versions/schema";

/** A version with its definition. */
export const GET = handle<{ id: string; number: string }>(async (call) => {
  const designer = asDesigner(await call.principal());
  const number = versionPathSchema.safeParse(call.params.number);
  if (!number.success) throw new AppError("not_found");
  const version = await getVersion(designer, parsePathName(call.params.id), number.data);
  return jsonResponse(versionViewSchema.parse(version));
});
