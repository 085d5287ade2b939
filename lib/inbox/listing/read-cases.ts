import { z } from "zod";
import { type Prisma, prisma } from "@/lib/db/client";
import type { ProposedChange, ReviewOutcome } from "@/lib/tasks/schema";
import { waitFormSchema } from "@/lib/tasks/schema";
import { capitalise } from "@/lib/text";
import { findProposed } from "../find-proposed";
import type { CaseRow, DecisionView, PendingDecisionView, PriorityPart } from "../schema";
import { describePart } from "./describe-priority";

const person = { select: { id: true, name: true } } as const;
const listed = {
  assignee: person,
  escalatedTo: person,
  session: { select: { reference: true, subject: true, claimant: { select: { name: true } } } },
} satisfies Prisma.ReviewCaseInclude;
type ListedCase = Prisma.ReviewCaseGetPayload<{ include: typeof listed }>;

const partsSchema = z.array(
  z.object({ part: z.enum(["task", "amount", "age", "due", "flags", "answered", "escalated"]), points: z.number() }),
);
const words: Record<string, string> = {
  approve: "Approved",
  reject: "Rejected",
  request_information: "Information requested",
};

/** Rows of cases by id, as this viewer sees them. */
export async function readCases(ids: readonly string[], viewerId: string | null): Promise<Map<string, CaseRow>> {
  const cases = await prisma.reviewCase.findMany({ where: { id: { in: [...ids] } }, include: listed });
  const rows = await toRows(cases, viewerId);
  return new Map(rows.map((row) => [row.caseId, row]));
}

/**
 * The rows of the cases of these sessions: for a reader that asks `readSubjects` before anything leaves the process.
 * They are the same for every viewer, so that `isNew` is not known.
 */
export async function readCaseRows(sessionIds: readonly string[]): Promise<Map<string, CaseRow[]>> {
  const cases = await prisma.reviewCase.findMany({ where: { sessionId: { in: [...sessionIds] } }, include: listed });
  const rows = await toRows(cases, null);
  return new Map(sessionIds.map((sessionId) => [sessionId, rows.filter((row) => row.sessionId === sessionId)]));
}

async function toRows(cases: ListedCase[], viewerId: string | null): Promise<CaseRow[]> {
  const waitIds = cases.map(({ waitId }) => waitId);
  const [waits, pending, seen, proposed] = await Promise.all([
    prisma.wait.findMany({
      where: { id: { in: waitIds } },
      select: { id: true, form: true, decision: { include: { actor: person } } },
    }),
    prisma.pendingDecision.findMany({
      where: { id: { in: cases.flatMap(({ pendingDecisionId }) => pendingDecisionId ?? []) } },
      include: { actor: person },
    }),
    viewerId === null
      ? []
      : prisma.caseSeen.findMany({ where: { userId: viewerId, caseId: { in: cases.map(({ id }) => id) } } }),
    findProposed(waitIds),
  ]);
  const now = new Date();
  return cases.map((one) => {
    const wait = waits.find(({ id }) => id === one.waitId);
    const isPending = pending.find(({ id }) => id === one.pendingDecisionId);
    const outcomes = outcomesOf(wait?.form);
    const seenVersion = seen.find(({ caseId }) => caseId === one.id)?.evidenceVersion;
    return toRow(one, now, {
      decision: wait?.decision ? toDecision(one.id, wait.decision, outcomes) : null,
      pending: isPending ? toPending(isPending, outcomes) : null,
      proposed: proposed.get(one.waitId) ?? [],
      isNew: seenVersion === undefined ? null : seenVersion < one.evidenceVersion,
    });
  });
}

interface RowParts {
  decision: DecisionView | null;
  pending: PendingDecisionView | null;
  proposed: ProposedChange[];
  isNew: boolean | null;
}

function toRow(one: ListedCase, now: Date, parts: RowParts): CaseRow {
  const since = (start: Date | null): number => (start ? now.getTime() - start.getTime() : 0);
  const hasLease = one.leaseUntil === null || one.leaseUntil > now;
  const row = {
    caseId: one.id,
    waitId: one.waitId,
    round: one.round,
    sessionId: one.sessionId,
    queue: one.queue,
    reference: one.session.reference,
    claimantName: one.session.claimant.name,
    subject: capitalise(one.session.subject ?? "Claim"),
    amountCents: decidedAmount(parts.decision) ?? one.amountCents,
    currency: one.currency,
    status: one.status,
    waitingSince: one.openedAt.toISOString(),
    activeMs: one.activeMs + since(one.activeSince),
    pausedMs: one.pausedMs + since(one.pausedSince),
    asOf: now.toISOString(),
    dueAt: one.dueAt?.toISOString() ?? null,
    isOverdue: one.status === "open" && one.dueAt !== null && one.dueAt <= now,
    escalatedAt: one.escalatedAt?.toISOString() ?? null,
    escalatedTo: one.escalatedTo,
    snoozedUntil: one.snoozedUntil && one.snoozedUntil > now ? one.snoozedUntil.toISOString() : null,
    assignee: hasLease ? one.assignee : null,
    leaseUntil: one.leaseUntil?.toISOString() ?? null,
    priority: one.priority,
    tags: one.tags,
    reasons: one.reasons,
    flags: one.flags,
    approvals: { given: one.approvedBy.length, needed: one.approvalsNeeded },
    closedAt: one.closedAt?.toISOString() ?? null,
    evidenceVersion: one.evidenceVersion,
    ...parts,
  };
  const priorityParts = partsSchema
    .parse(one.priorityParts)
    .map(({ part, points }): PriorityPart => ({ part, points, text: describePart(part, row) }));
  return { ...row, priorityParts };
}

const outcomesOf = (form: unknown): ReviewOutcome[] => {
  const parsed = waitFormSchema.safeParse(form).data;
  return parsed?.type === "decision" ? (parsed.outcomes ?? []) : [];
};

/** A verdict in words: "Approved", or the designer's. */
const labelOf = (verdict: string, outcomes: ReviewOutcome[]): string =>
  outcomes.find(({ id }) => id === verdict)?.label ?? words[verdict] ?? verdict;

/** The amount of an approval that corrected it, else null. */
function decidedAmount(decision: DecisionView | null): number | null {
  const edited = decision?.verdict === "approve" ? decision.edits?.amount_cents : undefined;
  return typeof edited === "number" ? edited : null;
}

type StoredDecision = Prisma.DecisionGetPayload<{ include: { actor: typeof person } }>;

const toDecision = (caseId: string, decision: StoredDecision, outcomes: ReviewOutcome[]): DecisionView => ({
  id: decision.id,
  caseId,
  waitId: decision.waitId,
  verdict: decision.verdict,
  verdictLabel: labelOf(decision.verdict, outcomes),
  reason: decision.reason,
  reasonCode: decision.reasonCode,
  question: decision.question,
  fields: decision.fields,
  edits: decision.edits as Record<string, unknown> | null,
  decidedBy: decision.actor.name,
  decidedById: decision.actorId,
  decidedAt: decision.createdAt.toISOString(),
});

type StoredPending = Prisma.PendingDecisionGetPayload<{ include: { actor: typeof person } }>;

const toPending = (pending: StoredPending, outcomes: ReviewOutcome[]): PendingDecisionView => ({
  id: pending.id,
  verdict: pending.verdict,
  verdictLabel: labelOf(pending.verdict, outcomes),
  reason: pending.reason,
  decidedBy: pending.actor,
  decidedAt: pending.createdAt.toISOString(),
  commitAt: pending.commitAt.toISOString(),
});
