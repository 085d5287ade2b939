import { prisma } from "@/lib/db/client";
import { describeFailure, type FailureDescription } from "./describe-status";

/**
 * Why a message has no answer yet, as its claimant is told. A session that has not failed (any more) is being answered.
 */
export async function findFailure(sessionId: string): Promise<FailureDescription> {
  const session = await prisma.session.findUnique({
    where: { id: sessionId },
    select: { status: true, isSetAside: true, nextRetryAt: true },
  });
  if (session?.status === "failed") return describeFailure(session);
  return { text: "Your message is saved, and it is being answered.", retryAfterSeconds: 1 };
}
