import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { getCollection, parseCollectionName } from "@/lib/documents/managing/data";
import { collectionItemSchema } from "@/lib/documents/managing/schema";
import { handle, jsonResponse } from "@/lib/http/handle";

/** One collection, as the list has it. */
export const GET = handle<{ name: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  return jsonResponse(collectionItemSchema.parse(await getCollection(person, parseCollectionName(call.params.name))));
});
