import type { Principal, ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import type { JsonObject } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { waitFormSchema } from "@/lib/tasks/schema";
import { refusalSentences } from "./describe-decision";
import type { CaseForm, CasePerson, CaseRow, DecideRefusal } from "./schema";

/** What decides whether a reviewer may do something to a case, as it is now. */
export interface CaseState {
  caseId: string;
  sessionId: string;
  waitId: string;
  status: CaseRow["status"];
  queue: string;
  evidenceVersion: number;
  form: CaseForm;
  context: JsonObject;
  edits: JsonObject;
  isOwnClaim: boolean;
  /** Why the reviewer may not decide it; null when they may. */
  refusal: DecideRefusal | null;
  assignee: CasePerson | null;
  /** They have it, or may have one more case of its queue. */
  isUnderLimit: boolean;
  snoozedUntil: Date | null;
  pending: { id: string; by: CasePerson; commitAt: Date } | null;
}

type StateRow = Omit<CaseState, "form" | "assignee" | "pending"> & {
  form: unknown;
  assigneeId: string | null;
  assigneeName: string | null;
  pendingId: string | null;
  pendingBy: string | null;
  pendingByName: string | null;
  commitAt: Date | null;
};

/**
 * The state of the case with this id, or of the case that a wait with this id is a round of; undefined without one. The
 * refusal is about a verdict with these corrections, or about any.
 */
export async function findCaseState(
  { userId }: Principal,
  id: string,
  { verdict, edits }: { verdict: string; edits: Record<string, unknown> } = { verdict: "", edits: {} },
): Promise<CaseState | undefined> {
  const [row] = await prisma.$queryRaw<StateRow[]>`
    SELECT c.id AS "caseId", c.session_id AS "sessionId", c.wait_id AS "waitId", c.status::text, c.queue,
      c.evidence_version AS "evidenceVersion", w.form, s.context, c.edits,
      s.claimant_id = ${userId}::uuid AS "isOwnClaim",
      case_refusal(c, ${userId}::uuid, ${verdict}, c.edits || ${JSON.stringify(edits)}::jsonb) AS refusal,
      is_under_limit(c, ${userId}::uuid) AS "isUnderLimit", c.snoozed_until AS "snoozedUntil",
      a.id AS "assigneeId", a.name AS "assigneeName", p.id AS "pendingId", pu.id AS "pendingBy",
      pu.name AS "pendingByName", p.commit_at AS "commitAt"
    FROM review_case c
    JOIN session s ON s.id = c.session_id
    JOIN wait w ON w.id = c.wait_id
    LEFT JOIN app_user a ON a.id = c.assignee_id AND (c.lease_until IS NULL OR c.lease_until > now())
    LEFT JOIN pending_decision p ON p.id = c.pending_decision_id
    LEFT JOIN app_user pu ON pu.id = p.actor_id
    WHERE c.id = coalesce((SELECT id FROM review_case WHERE id = ${id}::uuid),
      (SELECT case_id FROM wait WHERE id = ${id}::uuid))`;
  if (!row) return undefined;
  const { assigneeId, assigneeName, pendingId, pendingBy, pendingByName, commitAt, form, ...state } = row;
  return {
    ...state,
    form: readCaseForm(form),
    assignee: assigneeId && assigneeName ? { id: assigneeId, name: assigneeName } : null,
    pending:
      pendingId && pendingBy && pendingByName && commitAt
        ? { id: pendingId, by: { id: pendingBy, name: pendingByName }, commitAt }
        : null,
  };
}

/** What the form of a reviewer's wait offers. */
function readCaseForm(stored: unknown): CaseForm {
  const form = waitFormSchema.parse(stored);
  if (form.type !== "decision")
    return { question: form.question, fields: [], reasonRequiredTo: [], outcomes: [], documents: [] };
  const { question, fields, reasonRequiredTo, outcomes, documents, answers } = form;
  return { question, fields, reasonRequiredTo, outcomes, documents, ...(answers && { answers }) };
}

/** The state of a case of the reviewer's queues. Throws AppError("not_found"). */
export async function findOwnCase(principal: ReviewerPrincipal, id: string): Promise<CaseState> {
  const state = await findCaseState(principal, id);
  if (!state || !principal.queues.includes(state.queue)) throw noSuchCase();
  return state;
}

export const noSuchCase = () => new AppError("not_found", { detail: "There is no such case." });

/**
 * The id of the case with this id, or of the case that a wait with this id is a round of. Throws AppError("not_found"),
 * also for other people's queues.
 */
export async function findCaseId({ queues }: ReviewerPrincipal, id: string): Promise<string> {
  const found = await prisma.reviewCase.findFirst({
    where: { OR: [{ id }, { waits: { some: { id } } }], queue: { in: queues } },
    select: { id: true },
  });
  if (!found) throw noSuchCase();
  return found.id;
}

/** The refusal as an error. */
export const refusalError = (refusal: DecideRefusal): AppError =>
  new AppError(refusal === "own_claim" ? "own_claim" : "forbidden", {
    detail: refusalSentences[refusal],
    data: { refusal },
  });

/** Why a change of a case was not made. The most important reason comes first. */
export async function explainNoChange(principal: ReviewerPrincipal, id: string): Promise<AppError> {
  const state = await findOwnCase(principal, id);
  if (state.refusal) return refusalError(state.refusal);
  if (state.status === "waiting_on_claimant")
    return new AppError("conflict", { detail: "This case waits for the claimant's answer." });
  if (state.status !== "open") return new AppError("conflict", { detail: "This case is no longer open." });
  if (state.pending) return pendingError(principal, state.pending);
  const colleague = state.assignee?.id === principal.userId ? null : state.assignee;
  if (!colleague && !state.isUnderLimit) return limitError();
  return new AppError("conflict", {
    detail: colleague
      ? `${colleague.name} is working on this case.`
      : "This was not possible: the case is not yours, or a limit of the queue is reached.",
  });
}

/** The reviewer has as many cases as they may. */
export const limitError = (): AppError =>
  new AppError("conflict", {
    detail: "You have as many cases as a limit of the queue lets you have: decide or release one first.",
  });

/** The case is not as the reviewer saw it. `fields`: what that means for corrections, by their keys. */
export const staleError = ({ evidenceVersion }: CaseState, fields?: Record<string, string>): AppError =>
  new AppError("stale", {
    detail: "This case has changed since you opened it. Look again, then decide.",
    data: { current_version: evidenceVersion },
    ...(fields && { fields }),
  });

/** Another decision can still be undone. */
export const pendingError = (principal: Principal, { by, commitAt }: NonNullable<CaseState["pending"]>): AppError => {
  const isMine = by.id === principal.userId;
  return new AppError("decision_pending", {
    detail: isMine
      ? "You have decided this case: undo that first."
      : `${by.name} has decided this case a moment ago. It can still be undone.`,
    data: { decided_by: by.name, commit_at: commitAt.toISOString() },
  });
};
