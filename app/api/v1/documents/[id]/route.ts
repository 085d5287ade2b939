import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { getDocument, listPassages } from "@/lib/documents/managing/data";
import { deleteDocument } from "@/lib/documents/managing/mutations";
import { deletedDocumentSchema, documentViewSchema } from "@/lib/documents/managing/schema";
import { handle, jsonResponse } from "@/lib/http/handle";
import { pageQuerySchema, toPageAnswer } from "@/lib/paging/schema";
import { parsePathId } from "@/lib/path-id";

/** A version of a document, with its passages in pages. */
export const GET = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const request = pageQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const id = parsePathId(call.params.id);
  const document = await getDocument(person, id);
  const passages = await listPassages(person, id, request);
  return jsonResponse(documentViewSchema.parse({ ...document, passages: passages.items, ...toPageAnswer(passages) }));
});

/** Deletes a version that is not published and that nothing cites; 409 otherwise. */
export const DELETE = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const id = parsePathId(call.params.id);
  await deleteDocument(person, id);
  return jsonResponse(deletedDocumentSchema.parse({ document_id: id }));
});
