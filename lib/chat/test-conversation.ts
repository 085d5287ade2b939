import { randomUUID } from "node:crypto";
import { createClaimant } from "@/lib/auth/test-person";
import { prisma } from "@/lib/db/client";
import { startSession } from "@/lib/sessions/start-session";
import { receiveMessage } from "./receive-message";

/** A claim of a new claimant: `say` returns the reply to a message, `stored` is the session with its open waits. */
export async function startConversation() {
  const who = await createClaimant();
  const { sessionId } = await startSession(who);
  const say = async (text: string) =>
    (await receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text })).response;
  const stored = () =>
    prisma.session.findUniqueOrThrow({ where: { id: sessionId }, include: { waits: { where: { status: "open" } } } });
  return { who, sessionId, say, stored };
}
