import { getPassage } from "@/lib/documents/find-passage";
import { passageViewSchema } from "@/lib/documents/schema";
import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathId } from "@/lib/path-id";

/** The passage that a citation names, for people who may read its collection. */
export const GET = handle<{ id: string }>(async (call) => {
  const principal = await call.principal();
  return jsonResponse(passageViewSchema.parse(await getPassage(principal, parsePathId(call.params.id))));
});
