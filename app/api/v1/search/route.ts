import { asAnyone } from "@/lib/auth/principal";
import { searchAnswerSchema, searchBodySchema } from "@/lib/documents/managing/schema";
import { searchDocuments } from "@/lib/documents/managing/search-documents";
import { handle, jsonResponse, readJson } from "@/lib/http/handle";

/** The passages that fit a question best, of what the sender may read. */
export const POST = handle(async (call) => {
  const person = asAnyone(await call.principal());
  const body = await readJson(call.request, searchBodySchema);
  return jsonResponse(searchAnswerSchema.parse(await searchDocuments(person, body)));
});
