import { handle, jsonResponse, readJson } from "@/lib/http/handle";
import { markPresent } from "@/lib/presence/mutations";
import { presenceAnswerSchema, presenceBodySchema } from "@/lib/presence/schema";

/** "I have this place open in this tab", said every ten seconds, or "I am leaving it". Answers who is there. */
export const POST = handle(async (call) => {
  const principal = await call.principal();
  const body = await readJson(call.request, presenceBodySchema);
  return jsonResponse(presenceAnswerSchema.parse({ people: await markPresent(principal, body) }));
});
