import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { markPresent } from "@/lib/presence/mutations";
import { presenceAnswerSchema, presenceBodySchema } from "@/lib/presence/schema";

/** A tab has a place open (sent every ten seconds) or leaves it. Answers with the people who are there. */
export const POST = handle(async (call) => {
  const principal = await call.principal();
  const body = await readJson(call.request, presenceBodySchema);
  return jsonResponse(presenceAnswerSchema.parse({ people: await markPresent(principal, body) }));
});
