import { prisma } from "@/lib/db/client";
import { Context, graphDefinitionSchema, type JsonObject } from "@/lib/engine";
import { respondInReview } from "@/lib/tasks/respond-first";
import { type MessagePart, textOf } from "./read-session";

/** Said to words that only add to the claim. */
export const thanksForEvidence =
  "Thank you, I have added this to your claim. A specialist is looking at it and will see what you wrote; only they can decide.";

/**
 * What a claimant is told whose words came while a reviewer has the session: the answers to their questions, and that
 * everything else was added.
 */
export async function describeEvidenceReply(sessionId: string): Promise<string> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId },
    select: {
      currentTaskId: true,
      context: true,
      handledMessageSeq: true,
      userMessageSeq: true,
      workflowVersion: { select: { definition: true } },
      waits: { where: { status: "open", audience: "reviewer" }, select: { dueAt: true } },
    },
  });
  const wait = session?.waits[0];
  if (!session || !wait || session.userMessageSeq <= session.handledMessageSeq) return thanksForEvidence;
  const messages = await prisma.message.findMany({
    where: { sessionId, role: "user", seq: { gt: session.handledMessageSeq } },
    orderBy: { seq: "asc" },
    select: { parts: true },
  });
  const first = respondInReview(messages.map(({ parts }) => textOf(parts as MessagePart[])).join("\n"), {
    graph: graphDefinitionSchema.parse(session.workflowVersion.definition),
    taskId: session.currentTaskId,
    context: new Context(session.context as JsonObject),
    now: new Date(),
    review: { dueAt: wait.dueAt?.getTime() },
  });
  return first ? [first.words, first.rest ? thanksForEvidence : ""].filter(Boolean).join("\n\n") : thanksForEvidence;
}
