import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import type { JsonObject } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { isIdTaken, storeDecision, storePending } from "@/lib/sessions/cases/mutations";
import { advanceIfFree } from "@/lib/sessions/session-host";
import type { NewDecision } from "@/lib/sessions/sql/cases/decide-case";
import { checkDecision } from "@/lib/tasks/review/check-decision";
import { readSeenEdits } from "@/lib/tasks/review/read-edits";
import type { DecisionBody } from "./acting/schema";
import { undoMs } from "./describe-decision";
import {
  type CaseState,
  findCaseState,
  findOwnCase,
  limitError,
  noSuchCase,
  pendingError,
  refusalError,
  staleError,
} from "./find-case-state";
import { findDecision, findPending } from "./find-decision";
import type { DecisionResult, DecisionView } from "./schema";

/**
 * Stores a reviewer's decision on a case: only this can approve money at or above the limit. `id` is that of the case
 * or of one of its waits. One statement writes the decision if the case is open and unchanged; then the session
 * continues. An approval that is not the last one leaves the case open. Throws AppError: not_found (also for
 * other people's queues), forbidden (other people decide), own_claim, invalid (fields), stale (the case changed),
 * already_decided with `data.decision`, decision_pending (a decision can still be undone), claimed with
 * `data.claimed_by` (a colleague claimed the case, and `override` is not set).
 */
export async function decide(principal: ReviewerPrincipal, id: string, body: DecisionBody): Promise<DecisionResult> {
  const { decision, state } = await readDecision(principal, id, body);
  const stored = state.status === "open" ? await storeDecision(decision) : null;
  if (!stored) return findRepeated(principal, decision);
  if (!stored.decision_id) return { type: "approved", given: stored.given, needed: stored.needed };
  try {
    await advanceIfFree(stored.session_id);
  } catch (error) {
    // The decision is stored. The sweeper continues the session.
    log.error({ err: error, sessionId: stored.session_id }, "The session did not move on after a decision");
  }
  const made = await findDecision({ id: decision.id });
  if (!made) throw new AppError("internal", { detail: "The decision was stored but cannot be read." });
  return { type: "decided", decision: made };
}

/**
 * As `decide`, with 8 seconds in which the reviewer can undo it; a job commits it then, also when this process is gone.
 * New evidence cancels it. `intent` becomes its id: the same intent sent again, such as after a lost answer, decides
 * nothing a second time, also when it was undone meanwhile (AppError `conflict`).
 */
export async function decideWithUndo(
  principal: ReviewerPrincipal,
  id: string,
  body: DecisionBody,
  intent: string = randomUUID(),
): Promise<DecisionResult> {
  const { decision, state } = await readDecision(principal, id, body, intent);
  const known = await prisma.pendingDecision.findUnique({
    where: { id: intent },
    select: { status: true, actorId: true, caseId: true },
  });
  if (known && (known.actorId !== principal.userId || known.caseId !== state.caseId))
    throw new AppError("conflict", { detail: "This id is that of another decision. Send yours with a new one." });
  if (known && known.status !== "pending" && known.status !== "committed")
    throw new AppError("conflict", { detail: "This decision was undone or cancelled meanwhile." });
  if (known) return findRepeated(principal, decision);
  if (await isIdTaken(intent))
    throw new AppError("conflict", { detail: "This was sent for another decision. Load the page again, then decide." });
  if (state.status !== "open" || !(await storePending(decision, undoMs))) return findRepeated(principal, decision);
  const pending = await findPending(decision.id);
  if (!pending) throw new AppError("internal", { detail: "The decision was stored but cannot be read." });
  return { type: "pending", pending };
}

/** The case as it is, and the body as a decision on it. */
async function readDecision(
  principal: ReviewerPrincipal,
  id: string,
  body: DecisionBody,
  decisionId: string = randomUUID(),
): Promise<{ decision: NewDecision; state: CaseState }> {
  const state = await findOwnCase(principal, id);
  if (state.refusal) throw refusalError(state.refusal);
  return {
    state,
    decision: {
      id: decisionId,
      caseId: state.caseId,
      actorId: principal.userId,
      verdict: body.verdict,
      reason: body.reason || null,
      reasonCode: body.reason_code ?? null,
      question: body.question || null,
      fields: body.fields ?? [],
      documents: body.documents ?? [],
      edits: checkAgainstForm(state, body),
      seenEdits: body.expected_edits ? readSeenEdits(state.form.fields, body.expected_edits) : null,
      evidenceVersion: body.expected_version,
      overrides: body.override ?? false,
    },
  };
}

/** The edits as the form's fields read them. Throws AppError("invalid") with what the form does not allow. */
function checkAgainstForm({ form, context, edits }: CaseState, body: DecisionBody): JsonObject {
  const { read, problems } = checkDecision(form, { ...context, ...edits }, body);
  if (Object.keys(problems).length > 0) throw new AppError("invalid", { fields: problems });
  return read;
}

/** The stored decision, approval or pending decision that this request repeats. Throws why nothing was decided. */
async function findRepeated(principal: ReviewerPrincipal, wanted: NewDecision): Promise<DecisionResult> {
  const { caseId, evidenceVersion, actorId } = wanted;
  // Every round has versions of its own.
  const decision = await findDecision({ caseId, evidenceVersion });
  if (decision && (await isRepeat(decision, wanted))) return { type: "decided", decision };
  if (decision) throw alreadyDecided(decision);
  const state = await findCaseState(principal, caseId, wanted);
  if (!state) throw noSuchCase();
  if (state.pending) {
    const pending = await findPending(state.pending.id);
    if (pending?.decidedBy.id === actorId && pending.verdict === wanted.verdict && pending.reason === wanted.reason)
      return { type: "pending", pending };
    throw pendingError(principal, state.pending);
  }
  if (state.status !== "open") {
    const last = await findDecision({ waitId: state.waitId });
    if (last) throw alreadyDecided(last);
  }
  if (state.status === "open" && wanted.verdict === "approve" && state.evidenceVersion === evidenceVersion) {
    const given = await findOwnApproval(wanted);
    if (given) return given;
  }
  throw explainRefusal(state, wanted);
}

const alreadyDecided = (decision: DecisionView): AppError =>
  new AppError("already_decided", {
    detail: `${decision.decidedBy} has decided this case already.`,
    data: { decision },
  });

/** Whether the request is the stored decision. Corrections that the case had before are not compared. */
async function isRepeat(decision: DecisionView, wanted: NewDecision): Promise<boolean> {
  const isSame =
    decision.decidedById === wanted.actorId &&
    decision.verdict === wanted.verdict &&
    decision.reason === wanted.reason &&
    decision.question === wanted.question &&
    isDeepStrictEqual(decision.documents, wanted.documents);
  if (!isSame) return false;
  const came = await prisma.$queryRaw<{ key: string }[]>`
    SELECT e.key FROM case_edit e JOIN decision d ON d.id = ${decision.id}::uuid AND e.edited_at = d.created_at
    WHERE e.case_id = ${wanted.caseId}::uuid`;
  const edits = decision.edits ?? {};
  return (
    Object.entries(wanted.edits).every(([key, value]) => isDeepStrictEqual(edits[key], value)) &&
    came.every(({ key }) => Object.hasOwn(wanted.edits, key))
  );
}

/** The approval that the actor has given already, which still counts. */
async function findOwnApproval({ caseId, actorId, edits }: NewDecision): Promise<DecisionResult | null> {
  const [found] = await prisma.$queryRaw<{ given: number; needed: number }[]>`
    SELECT cardinality(approved_by) AS given, approvals_of(c, edits) AS needed FROM review_case c
    WHERE id = ${caseId}::uuid AND ${actorId}::uuid = ANY (approved_by)
      AND edits = edits || ${JSON.stringify(edits)}::jsonb`;
  return found ? { type: "approved", ...found } : null;
}

/** Why nothing was decided. The most important reason comes first. */
function explainRefusal(state: CaseState, wanted: NewDecision): AppError {
  if (state.status === "decided" || state.status === "cancelled")
    return new AppError("conflict", { detail: "This case is closed. It needs no decision any more." });
  const colleague = state.assignee?.id === wanted.actorId ? null : state.assignee;
  const isCurrent = state.status === "open" && state.evidenceVersion === wanted.evidenceVersion;
  if (isCurrent && colleague && !wanted.overrides) {
    return new AppError("claimed", {
      detail: `${colleague.name} is working on this case.`,
      data: { claimed_by: colleague.name },
    });
  }
  if (isCurrent && state.refusal) return refusalError(state.refusal);
  if (isCurrent && !state.isUnderLimit) return limitError();
  return staleError(state);
}
