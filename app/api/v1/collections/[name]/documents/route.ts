import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { listDocuments, parseCollectionName } from "@/lib/documents/managing/data";
import { addDocument } from "@/lib/documents/managing/mutations";
import { documentListSchema, takenDocumentSchema, uploadQuerySchema } from "@/lib/documents/managing/schema";
import { answerWithProgress } from "@/lib/http/answer-progress";
import { handle, jsonResponse } from "@/lib/http/handle";
import { readFile } from "@/lib/http/read-file";
import { fileBody } from "@/lib/http/server/request-limits";
import { serverStop } from "@/lib/http/server/stop-signal";
import { pageQuerySchema, toPageAnswer } from "@/lib/paging/schema";

/** The newest version of each document, by title, in pages. */
export const GET = handle<{ name: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const request = pageQuerySchema.parse(Object.fromEntries(new URL(call.request.url).searchParams));
  const page = await listDocuments(person, parseCollectionName(call.params.name), request);
  return jsonResponse(documentListSchema.parse({ documents: page.items, ...toPageAnswer(page) }));
});

/** Publishes a file, as a new version when a document of its name is there. 422 with the reason for a bad file. */
export const POST = handle<{ name: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const collection = parseCollectionName(call.params.name);
  const file = await readFile(call.request, uploadQuerySchema, fileBody.maxBytes);
  return answerWithProgress(call.request, {
    status: 201,
    work: async (onEmbedded) => {
      const work = { signal: serverStop().signal, onEmbedded };
      return takenDocumentSchema.parse(await addDocument(person, collection, file, work));
    },
  });
});
