import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { cutDocument } from "@/lib/documents/managing/mutations";
import { cutBodySchema, takenDocumentSchema } from "@/lib/documents/managing/schema";
import { answerWithProgress } from "@/lib/http/answer-progress";
import { handle, readJson } from "@/lib/http/handle";
import { serverStop } from "@/lib/http/server/stop-signal";
import { parsePathId } from "@/lib/path-id";

/** Cuts the stored file again, as a new version. 409 for a version that is not the newest. */
export const POST = handle<{ id: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const id = parsePathId(call.params.id);
  const { passage_length } = await readJson(call.request, cutBodySchema);
  return answerWithProgress(call.request, {
    status: 201,
    work: async (onEmbedded) => {
      const work = { signal: serverStop().signal, onEmbedded };
      return takenDocumentSchema.parse(await cutDocument(person, id, passage_length, work));
    },
  });
});
