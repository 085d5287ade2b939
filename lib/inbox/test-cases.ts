import { randomUUID } from "node:crypto";
import { createClaimant } from "@/lib/auth/test-person";
import { receiveMessage } from "@/lib/chat/receive-message";
import { prisma } from "@/lib/db/client";
import type { GraphDefinitionInput, JsonObject } from "@/lib/engine";
import { sessionHost } from "@/lib/sessions/session-host";
import { startSession } from "@/lib/sessions/start-session";
import { publishWorkflow } from "@/lib/workflows/publishing/publish-workflow";

const amount = { key: "amount_cents", label: "Amount", type: "money", required: true };
const place = { key: "place", label: "Place", type: "text" };

interface NewCase {
  cents?: number;
  /** Other facts, by their keys. */
  facts?: JsonObject;
  /** More of the review task's config. */
  review?: JsonObject;
  /** Where questions are answered from. */
  collections?: string[];
}

/** A workflow that asks a reviewer about an amount, and ends with a letter. */
const workflowOf = ({ cents = 250_000, facts = {}, review = {}, collections = [] }: NewCase): GraphDefinitionInput => {
  const id = `review_${randomUUID().slice(0, 8)}`;
  return {
    ...{ id, name: id, startTaskId: "facts", collections },
    tasks: [
      {
        ...{ id: "facts", kind: "set", label: "Facts" },
        config: {
          values: Object.entries({ amount_cents: cents, ...facts }).map(([key, value]) => ({ key, value })),
        },
      },
      {
        ...{ id: "review", kind: "review", label: "Review" },
        config: {
          queue: "claims",
          question: "Well?",
          dueIn: "PT4H",
          announcement: "Wait.",
          fields: [amount, place],
          ...review,
        },
      },
      { id: "letter", kind: "letter", label: "Letter", config: { letter: "You get {{ amount_cents | money }}." } },
    ],
    edges: [
      { id: "a", from: "facts", to: "review" },
      { id: "b", from: "review", to: "letter" },
    ],
  };
};

/** A case of a new claimant that waits for a reviewer. */
export async function openCase(parts: NewCase = {}) {
  const who = await createClaimant();
  const workflow = workflowOf(parts);
  await publishWorkflow(workflow);
  const { sessionId } = await startSession(who, { workflowId: workflow.id });
  await sessionHost.advance(sessionId);
  const stored = () => prisma.reviewCase.findFirstOrThrow({ where: { sessionId }, orderBy: { openedAt: "desc" } });
  const session = () => prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
  const say = (text: string) => receiveMessage(who, { sessionId, clientMessageId: randomUUID(), text });
  const events = async () =>
    (await prisma.auditEvent.findMany({ where: { sessionId }, orderBy: { seq: "asc" } })).map(({ type }) => type);
  const decisions = () => prisma.decision.findMany({ where: { sessionId } });
  return { who, sessionId, caseId: (await stored()).id, stored, session, say, events, decisions };
}

/** Moves a time of a case back by some seconds, as if they had passed. */
export const passTime = (caseId: string, column: "lease_until" | "snoozed_until" | "opened_at", seconds: number) =>
  prisma.$executeRawUnsafe(
    `UPDATE review_case SET ${column} = ${column} - make_interval(secs => $1) WHERE id = $2::uuid`,
    seconds,
    caseId,
  );
