import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import type { ReviewListItem } from "./schema";

export async function readCaseRows(_sessionIds: readonly string[]): Promise<Map<string, ReviewListItem[]>> {
  return new Map();
}

/** The session of a case in the reviewer's queues, or null. */
export async function findSessionOfCase(principal: ReviewerPrincipal, id: string): Promise<string | null> {
  const wait = await prisma.wait.findUnique({
    where: { id, audience: "reviewer", queue: { in: principal.queues } },
    select: { sessionId: true },
  });
  return wait?.sessionId ?? null;
}
