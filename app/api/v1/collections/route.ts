import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { listCollections } from "@/lib/documents/managing/data";
import { createCollection } from "@/lib/documents/managing/mutations";
import { collectionItemSchema, collectionListSchema, newCollectionSchema } from "@/lib/documents/managing/schema";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { pageQuerySchema, toPageAnswer } from "@/lib/paging/schema";

/** The collections by name, in pages. */
export const GET = handle(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const request = pageQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const page = await listCollections(person, request);
  return jsonResponse(collectionListSchema.parse({ collections: page.items, ...toPageAnswer(page) }));
});

/** An empty collection. 409 when the name is taken. */
export const POST = handle(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const body = await readJson(call.request, newCollectionSchema);
  return jsonResponse(collectionItemSchema.parse(await createCollection(person, body)), 201);
});
