import { asParticipant } from "@/lib/auth/principal";
import { sayInClaim } from "@/lib/chat/mutations";
import { sayInClaimSchema } from "@/lib/chat/schema";
import { type Call, handle, readJson } from "@/lib/http/handle";
import { streamReply } from "./stream-reply";

/**
 * The claimant's message from the chat; the answer streams back. What fails before the first word is a problem
 * document.
 */
export const POST = handle(streamAnswer, { limit: () => "chat" });

async function streamAnswer(call: Call<unknown>): Promise<Response> {
  const claimant = asParticipant(await call.principal());
  const message = await readJson(call.request, sayInClaimSchema);
  call.about(message.sessionId);
  return streamReply((onEvent) => sayInClaim(claimant, message, { onEvent }));
}
