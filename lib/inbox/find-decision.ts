import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { type BuiltInVerdict, reviewOutcomeSchema } from "@/lib/tasks/schema";
import { verdictWords, wordsOfVerdict } from "./describe-decision";
import type { CancelledDecisionView, DecisionFate, DecisionView, PendingDecisionView } from "./schema";

const withActor = {
  actor: { select: { name: true } },
  wait: { select: { caseId: true, form: true } },
} satisfies Prisma.DecisionInclude;

/** The words of a verdict; those of an outcome are in the form that offered it. */
export function describeVerdict(verdict: string, form: unknown): string {
  const isAnswer = typeof form === "object" && form !== null && "answers" in form && form.answers !== undefined;
  if (Object.hasOwn(verdictWords, verdict)) return wordsOfVerdict(verdict as BuiltInVerdict, isAnswer);
  const offered = typeof form === "object" && form !== null && "outcomes" in form ? form.outcomes : [];
  const outcomes = reviewOutcomeSchema.array().catch([]).parse(offered);
  return outcomes.find(({ id }) => id === verdict)?.label ?? verdict;
}

/** A stored decision: by its id, by its wait, or by the version of the case that it was made on. */
export async function findDecision(
  of: { id: string } | { waitId: string } | { caseId: string; evidenceVersion: number },
): Promise<DecisionView | null> {
  const where = "caseId" in of ? { wait: { caseId: of.caseId }, evidenceVersion: of.evidenceVersion } : of;
  const decision = await prisma.decision.findFirst({ where, include: withActor });
  return decision && toDecision(decision);
}

/** The decisions of a session, oldest first. */
export async function findDecisions(sessionId: string): Promise<DecisionView[]> {
  const decisions = await prisma.decision.findMany({
    where: { sessionId },
    orderBy: { createdAt: "asc" },
    include: withActor,
  });
  return decisions.map(toDecision);
}

const toDecision = (decision: Prisma.DecisionGetPayload<{ include: typeof withActor }>): DecisionView => ({
  id: decision.id,
  caseId: decision.wait.caseId ?? "",
  waitId: decision.waitId,
  verdict: decision.verdict,
  verdictLabel: describeVerdict(decision.verdict, decision.wait.form),
  reason: decision.reason,
  reasonCode: decision.reasonCode,
  question: decision.question,
  fields: decision.fields,
  documents: decision.documents,
  edits: decision.edits as Record<string, unknown> | null,
  seenEdits: decision.seenEdits as Record<string, unknown> | null,
  decidedBy: decision.actor.name,
  decidedById: decision.actorId,
  decidedAt: decision.createdAt.toISOString(),
});

interface PendingRow {
  id: string;
  verdict: string;
  reason: string | null;
  reasonCode: string | null;
  question: string | null;
  form: unknown;
  actorId: string;
  actorName: string;
  createdAt: Date;
  commitAt: Date;
  cancelledBy: CancelledDecisionView["cancelledBy"] | null;
  endedAt: Date | null;
}

const pendingRows = Prisma.sql`
  SELECT p.id, p.verdict, p.reason, p.reason_code AS "reasonCode", p.question, w.form, u.id AS "actorId",
    u.name AS "actorName", p.created_at AS "createdAt", p.commit_at AS "commitAt", p.cancelled_by AS "cancelledBy",
    p.ended_at AS "endedAt"
  FROM pending_decision p JOIN app_user u ON u.id = p.actor_id JOIN wait w ON w.id = p.wait_id`;

const toPending = (row: PendingRow): PendingDecisionView => ({
  id: row.id,
  verdict: row.verdict,
  verdictLabel: describeVerdict(row.verdict, row.form),
  reason: row.reason,
  decidedBy: { id: row.actorId, name: row.actorName },
  decidedAt: row.createdAt.toISOString(),
  commitAt: row.commitAt.toISOString(),
});

/** A decision that can still be undone. */
export async function findPending(id: string): Promise<PendingDecisionView | null> {
  const [row] = await prisma.$queryRaw<PendingRow[]>`
    ${pendingRows} WHERE p.id = ${id}::uuid AND p.status = 'pending'`;
  return row ? toPending(row) : null;
}

/** What became of the reviewer's decision on the page. Throws AppError("not_found"), also for a colleague's. */
export async function findFate({ userId }: ReviewerPrincipal, id: string): Promise<DecisionFate> {
  const made = await prisma.pendingDecision.findFirst({
    where: { id, actorId: userId },
    select: { status: true, cancelledBy: true },
  });
  if (!made) throw new AppError("not_found");
  return { status: made.status, cancelledBy: made.cancelledBy as DecisionFate["cancelledBy"] };
}

/** The newest decision of a person on a case when it was cancelled, and they have decided nothing since. */
export async function findCancelled(caseId: string, userId: string): Promise<CancelledDecisionView | null> {
  const [row] = await prisma.$queryRaw<PendingRow[]>`
    SELECT * FROM (${pendingRows} WHERE p.case_id = ${caseId}::uuid AND p.actor_id = ${userId}::uuid
      ORDER BY p.created_at DESC LIMIT 1) AS newest WHERE "cancelledBy" IS NOT NULL`;
  if (!row?.cancelledBy || !row.endedAt) return null;
  return {
    ...toPending(row),
    question: row.question,
    reasonCode: row.reasonCode,
    cancelledBy: row.cancelledBy,
    cancelledAt: row.endedAt.toISOString(),
  };
}
