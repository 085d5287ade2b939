import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { retractDocument } from "@/lib/documents/managing/mutations";
import { documentItemSchema } from "@/lib/documents/managing/schema";
import { handle, jsonResponse } from "@/lib/http/handle";
import { parsePathId } from "@/lib/path-id";

/** Retracts a document: searches no longer find it, and what cites it stays readable. */
export const POST = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  return jsonResponse(documentItemSchema.parse(await retractDocument(person, parsePathId(call.params.id))));
});
