import { randomUUID } from "node:crypto";
import { prisma } from "@/lib/db/client";
import type { NewDecision } from "../sql/cases/decide-case";
import { storeDecision } from "./mutations";

/** Stores a decision on the case of a wait, and does not continue the session: a crash. Returns the session's id. */
export async function storeTestDecision({
  waitId,
  ...decision
}: Pick<NewDecision, "actorId" | "verdict"> & Partial<NewDecision> & { waitId: string }): Promise<string | null> {
  const { caseId, evidenceVersion } = await prisma.wait.findUniqueOrThrow({ where: { id: waitId } });
  const stored = await storeDecision({
    ...{ id: randomUUID(), caseId: caseId ?? "", evidenceVersion, overrides: false },
    ...{ reason: null, reasonCode: null, question: null, fields: [], documents: [], edits: {}, seenEdits: null },
    ...decision,
  });
  return stored?.session_id ?? null;
}
