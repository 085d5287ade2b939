import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { Prisma, prisma } from "@/lib/db/client";
import { Context, type JsonValue } from "@/lib/engine";
import { listMessages } from "@/lib/sessions/reading/data";
import { findPath } from "@/lib/sessions/reading/find-path";
import { factsOf, formatFact } from "@/lib/tasks/facts/facts";
import type { Fact, FieldSpec } from "@/lib/tasks/schema";
import { upperFirst } from "@/lib/words";
import { getGraphView } from "@/lib/workflows/data";
import { describeQuestion, findWorkflowCollections } from "./clauses/find-case-clauses";
import { findDraft } from "./clauses/find-draft";
import { findRow } from "./data";
import { type CaseState, findCaseState, noSuchCase } from "./find-case-state";
import { describeVerdict, findCancelled, findDecisions } from "./find-decision";
import { findColleagues } from "./mutations";
import { knownCents } from "./read-row";
import type { ApprovalView, CaseEditView, CaseNoteView, CaseRound, CaseView, DecisionView, OtherCase } from "./schema";

const named = { select: { id: true, name: true } } as const;

/**
 * One case with everything needed to decide it, by its id or by the id of one of its waits. Throws
 * AppError("not_found"), also for other people's queues.
 */
export async function getCase(principal: ReviewerPrincipal, id: string): Promise<CaseView> {
  const state = await findCaseState(principal, id);
  const row = state && (await findRow(principal, state.caseId));
  if (!state || !row) throw noSuchCase();
  const { caseId, sessionId, form } = state;
  const session = await prisma.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { workflowVersionId: true, claimantId: true },
  });
  const [
    messages,
    graph,
    path,
    decisions,
    seen,
    cancelledDecision,
    editHistory,
    notes,
    approvalsGiven,
    rounds,
    others,
    collections,
  ] = await Promise.all([
    listMessages(sessionId),
    getGraphView(session.workflowVersionId),
    findPath(sessionId),
    findDecisions(sessionId),
    prisma.caseSeen.findUnique({ where: { caseId_userId: { caseId, userId: principal.userId } } }),
    row.status === "open" ? findCancelled(caseId, principal.userId) : null,
    state.isOwnClaim ? [] : findEdits(caseId, form.fields, row.currency),
    state.isOwnClaim ? [] : findNotes(caseId),
    state.isOwnClaim ? [] : findApprovals(caseId, state.waitId),
    prisma.wait.findMany({ where: { caseId }, orderBy: { openedAt: "asc" }, select: { id: true, openedAt: true } }),
    findOthers(principal, session.claimantId, caseId),
    findWorkflowCollections(sessionId),
  ]);
  const { context, isOwnClaim } = state;
  const edits = isOwnClaim ? {} : state.edits;
  return {
    ...row,
    question: form.question,
    form,
    messages: isOwnClaim ? messages.map((message) => ({ ...message, flags: [] })) : messages,
    facts: correctedFacts({ form, context, edits }),
    edits,
    editHistory,
    notes,
    approvalsGiven,
    cancelledDecision,
    seenMessageSeq: seen?.messageSeq ?? null,
    seenAt: seen?.seenAt.toISOString() ?? null,
    rounds: rounds.map((round) => toRound(round, decisions)),
    otherCases: others,
    hasDocuments: collections.length > 0,
    draft: isOwnClaim ? null : findDraft(context, describeQuestion(state)),
    templates: await findTemplates(row.queue),
    colleagues: await findColleagues(row.queue),
    graph,
    path,
    history: decisions.filter((one) => one.waitId !== row.waitId),
    refusal: state.refusal,
    isOwnClaim,
  };
}

const toRound = ({ id, openedAt }: { id: string; openedAt: Date }, decisions: readonly DecisionView[]): CaseRound => ({
  waitId: id,
  openedAt: openedAt.toISOString(),
  decision: decisions.find(({ waitId }) => waitId === id) ?? null,
});

/** The facts with the corrections. A corrected fact keeps the message in which the claimant stated it. */
function correctedFacts({ form, context, edits }: Pick<CaseState, "form" | "context" | "edits">): Fact[] {
  const corrected = new Context({ ...context, ...(edits as Record<string, JsonValue>) });
  return factsOf(form.fields, corrected).map((fact) =>
    Object.hasOwn(edits, fact.key) ? { ...fact, isSummarised: false } : fact,
  );
}

async function findEdits(caseId: string, fields: readonly FieldSpec[], currency: string): Promise<CaseEditView[]> {
  const edits = await prisma.caseEdit.findMany({
    where: { caseId },
    orderBy: { id: "asc" },
    include: { actor: named },
  });
  return edits.map(({ key, before, after, actor, editedAt }) => {
    const field = fields.find((one) => one.key === key);
    const asRead = (value: JsonValue | null): string | null =>
      value === null ? null : field ? formatFact(field, value, currency) : String(value);
    return {
      key,
      label: field?.label ?? key,
      before: asRead(before as JsonValue | null),
      after: asRead(after as JsonValue | null),
      by: actor,
      at: editedAt.toISOString(),
    };
  });
}

async function findNotes(caseId: string): Promise<CaseNoteView[]> {
  const notes = await prisma.caseNote.findMany({
    where: { caseId },
    orderBy: { createdAt: "asc" },
    include: { author: named },
  });
  const ids = notes.flatMap(({ mentions }) => mentions);
  const people = ids.length > 0 ? await prisma.user.findMany({ where: { id: { in: ids } }, ...named }) : [];
  return notes.map(({ id, author, text, mentions, isEvidence, createdAt }) => ({
    id,
    by: author,
    text,
    mentions: people.filter((one) => mentions.includes(one.id)),
    isEvidence,
    at: createdAt.toISOString(),
  }));
}

/** The approvals of this round that still count. */
async function findApprovals(caseId: string, waitId: string): Promise<ApprovalView[]> {
  return (
    await prisma.$queryRaw<{ id: string; name: string; reason: string | null; at: Date }[]>`
      SELECT u.id, u.name, a.reason, a.created_at AS at FROM approval a
      JOIN review_case c ON c.id = a.case_id AND a.actor_id = ANY (c.approved_by)
        AND a.evidence_version = c.evidence_version AND a.edits = c.edits
      JOIN app_user u ON u.id = a.actor_id
      WHERE a.case_id = ${caseId}::uuid AND a.wait_id = ${waitId}::uuid ORDER BY a.created_at`
  ).map(({ reason, at, ...by }) => ({ by, reason, at: at.toISOString() }));
}

/** The claimant's other cases in the reviewer's queues, newest first. */
async function findOthers(principal: ReviewerPrincipal, claimantId: string, caseId: string): Promise<OtherCase[]> {
  const others = await prisma.$queryRaw<
    (Omit<OtherCase, "openedAt" | "verdictLabel"> & { openedAt: Date; verdict: string | null; form: unknown })[]
  >`
    SELECT c.id AS "caseId", s.reference, s.subject, ${Prisma.raw(knownCents)}::float8 AS "amountCents", c.currency,
      c.status::text,
      c.opened_at AS "openedAt", d.verdict, w.form
    FROM session s JOIN review_case c ON c.session_id = s.id JOIN wait w ON w.id = c.wait_id
    LEFT JOIN decision d ON d.wait_id = c.wait_id
    WHERE s.claimant_id = ${claimantId}::uuid AND c.id <> ${caseId}::uuid
      AND c.queue = ANY (${principal.queues}::text[])
    ORDER BY c.opened_at DESC LIMIT 20`;
  return others.map(({ openedAt, verdict, form, ...other }) => ({
    ...other,
    subject: upperFirst(other.subject ?? "Claim"),
    verdictLabel: verdict && describeVerdict(verdict, form),
    openedAt: openedAt.toISOString(),
  }));
}

/** The words that reviewers of a queue can begin with. One of the queue replaces one of every queue. */
async function findTemplates(queue: string): Promise<CaseView["templates"]> {
  const stored = await prisma.replyTemplate.findMany({
    where: { OR: [{ queueId: null }, { queueId: queue }] },
    orderBy: [{ verdict: "asc" }, { label: "asc" }],
    select: { verdict: true, reasonCode: true, label: true, text: true, queueId: true },
  });
  const isReplaced = (one: (typeof stored)[number]) =>
    one.queueId === null &&
    stored.some((own) => own.queueId && own.verdict === one.verdict && own.reasonCode === one.reasonCode);
  return stored.filter((one) => !isReplaced(one)).map(({ queueId: _of, ...template }) => template);
}
