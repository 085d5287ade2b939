import { asDesignerOrAdmin } from "@/lib/auth/principal";
import { parseCollectionName } from "@/lib/documents/managing/data";
import { embedAgain } from "@/lib/documents/managing/mutations";
import { embeddedSchema } from "@/lib/documents/managing/schema";
import { answerWithProgress } from "@/lib/http/answer-progress";
import { handle } from "@/lib/http/handle";
import { serverStop } from "@/lib/http/server/stop-signal";

/** Embeds a collection again with the current model. A second request continues where the first one ended. */
export const POST = handle<{ name: string }>(async (call) => {
  const person = asDesignerOrAdmin(await call.principal());
  const name = parseCollectionName(call.params.name);
  return answerWithProgress(call.request, {
    status: 200,
    work: async (onEmbedded) =>
      embeddedSchema.parse(await embedAgain(person, name, { signal: serverStop().signal, onEmbedded })),
  });
});
