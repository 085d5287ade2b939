import { prisma } from "@/lib/db/client";
import type { ModelCallView } from "../schema";

/** The newest 100 requests that a session's tasks have sent to models, oldest first. */
export async function findModelCalls(sessionId: string): Promise<ModelCallView[]> {
  const calls = await prisma.modelCall.findMany({ where: { sessionId }, orderBy: { createdAt: "desc" }, take: 100 });
  return calls.reverse().map(({ sessionId: _, errorCode: __, prompt, createdAt, ...call }) => ({
    ...call,
    prompt: prompt as unknown as ModelCallView["prompt"],
    createdAt: createdAt.toISOString(),
  }));
}
