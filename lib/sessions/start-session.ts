import { randomInt, randomUUID } from "node:crypto";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { notifySession } from "@/lib/db/connections/session-notifications";
import { isUniqueViolation } from "@/lib/db/is-unique-violation";
import { Context, Session, SessionConflictError } from "@/lib/engine";
import { SessionRefusedError } from "@/lib/engine/storage-kit";
import { AppError } from "@/lib/errors";
import { findPublishedVersion } from "@/lib/workflows/load-graph";
import { PostgresSessionStorage } from "./storage";

export const defaultWorkflowId = "insurance-claims";

/** Letters and digits that nobody confuses on paper or on the phone. */
const referenceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Creates a session of the workflow's newest published version for a claimant; nothing runs yet. A given `sessionId`
 * that is theirs already is returned as it is, so that a repeat starts nothing twice. Throws AppError("not_found") for
 * a workflow that is not published.
 */
export async function startSession(
  principal: ClaimantPrincipal,
  { workflowId = defaultWorkflowId, sessionId = randomUUID() }: { workflowId?: string; sessionId?: string } = {},
): Promise<{ sessionId: string; reference: string }> {
  const version = await findPublishedVersion(workflowId);
  if (!version) throw new AppError("not_found", { detail: `There is no published workflow "${workflowId}".` });
  const mine = () => prisma.session.findUnique({ where: { id: sessionId, claimantId: principal.userId } });
  for (let attempt = 1; ; attempt++) {
    const reference = newReference();
    const session = new Session(sessionId, version.startTaskId, version.id);
    session.context = new Context({ reference, workflow: workflowId });
    try {
      await new PostgresSessionStorage(principal.userId).save(session);
      notifySession(sessionId);
      return { sessionId, reference };
    } catch (error) {
      if (error instanceof SessionConflictError) {
        const existing = await mine();
        if (existing) return { sessionId, reference: existing.reference };
        throw new AppError("not_found", { cause: error });
      }
      // The reference is somebody else's: chance, so another one.
      const isTaken = error instanceof SessionRefusedError && isUniqueViolation(error.cause);
      if (!isTaken || attempt === 3) throw error;
    }
  }
}

/** A new claim's number for people: eight characters of 30, so about 39 bits; the column is unique. */
export function newReference(): string {
  return `CLM-${Array.from({ length: 8 }, () => referenceAlphabet[randomInt(referenceAlphabet.length)]).join("")}`;
}
