import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { prisma } from "@/lib/db/client";
import { Context, type JsonObject } from "@/lib/engine";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { storeDecision } from "@/lib/sessions/mutations";
import { advanceIfFree } from "@/lib/sessions/session-host";
import { missingFields, readField } from "@/lib/tasks/facts/facts";
import { waitFormSchema } from "@/lib/tasks/schema";
import { findDecision } from "./data";
import type { DecisionBody, DecisionView } from "./schema";

/**
 * Stores a reviewer's decision on a wait: only this can approve money at or above the limit. One statement writes the
 * decision if the wait is open and unchanged; then the session continues. Throws AppError: not_found, forbidden
 * (another queue), own_claim, invalid (edits), stale (the case changed), already_decided with `data.decision`,
 * claimed with `data.claimed_by` (a colleague claimed the case, and `override` is not set).
 */
export async function decide(principal: ReviewerPrincipal, waitId: string, body: DecisionBody): Promise<DecisionView> {
  const edits = readEdits(await getReviewerWait(principal, waitId), body);
  const sessionId = await storeDecision({
    id: randomUUID(),
    waitId,
    actorId: principal.userId,
    queues: principal.queues,
    verdict: body.verdict,
    reason: body.reason || null,
    edits,
    evidenceVersion: body.expected_version,
    overrides: body.override ?? false,
  });
  if (!sessionId) return findRepeatedDecision(principal, waitId, body, edits);
  try {
    await advanceIfFree(sessionId);
  } catch (error) {
    // The decision is stored. The sweeper continues the session.
    log.error({ err: error, sessionId }, "The session did not move on after a decision");
  }
  const decision = await findDecision(waitId);
  if (!decision) throw new AppError("internal", { detail: "The decision was stored but cannot be read." });
  return decision;
}

/** The wait, if the reviewer may decide it. Throws AppError not_found, forbidden (another queue) or own_claim. */
async function getReviewerWait(principal: ReviewerPrincipal, waitId: string) {
  const wait = await prisma.wait.findUnique({
    where: { id: waitId },
    select: {
      audience: true,
      status: true,
      queue: true,
      form: true,
      evidenceVersion: true,
      assignee: { select: { id: true, name: true } },
      session: { select: { claimantId: true, context: true } },
    },
  });
  if (wait?.audience !== "reviewer") throw new AppError("not_found", { detail: "There is no such case." });
  if (!wait.queue || !principal.queues.includes(wait.queue))
    throw new AppError("forbidden", { detail: "This case is in a queue that is not yours." });
  if (wait.session.claimantId === principal.userId) throw new AppError("own_claim");
  return wait;
}
type ReviewerWait = Awaited<ReturnType<typeof getReviewerWait>>;

/**
 * The corrections as the fields of the wait read them; null without any. Throws AppError("invalid") with the fields,
 * also for an approval while a required fact, such as the amount, is not known.
 */
function readEdits(
  wait: Pick<ReviewerWait, "form" | "session">,
  { edits = {}, verdict }: DecisionBody,
): Record<string, string | number | boolean> | null {
  if (verdict !== "approve") {
    if (Object.keys(edits).length === 0) return null;
    throw new AppError("invalid", { fields: { edits: "Facts can be corrected only when approving." } });
  }
  const form = waitFormSchema.parse(wait.form);
  const fields = form.type === "decision" ? form.fields : [];
  const facts = new Context(wait.session.context as JsonObject);
  const problems: Record<string, string> = {};
  const read: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(edits)) {
    const field = fields.find((one) => one.key === key);
    const reading = field ? readField(field, value, new Date()) : undefined;
    if (reading?.ok) read[key] = reading.value;
    else problems[key] = reading ? reading.problem : "This is not a fact of the case.";
  }
  for (const field of missingFields(fields, facts)) {
    if (read[field.key] === undefined)
      problems[field.key] ??= `${field.label} is not known: enter it before approving.`;
  }
  if (Object.keys(problems).length > 0) throw new AppError("invalid", { fields: problems });
  return Object.keys(read).length > 0 ? read : null;
}

/** Returns the stored decision when this request repeats it. Throws the reason when nothing was decided. */
async function findRepeatedDecision(
  principal: ReviewerPrincipal,
  waitId: string,
  body: DecisionBody,
  edits: DecisionView["edits"],
): Promise<DecisionView> {
  const decision = await findDecision(waitId);
  const isRepeat =
    decision?.decidedById === principal.userId &&
    decision.verdict === body.verdict &&
    decision.reason === (body.reason || null) &&
    isDeepStrictEqual(decision.edits, edits);
  if (isRepeat) return decision;
  throw await explainRefusal(principal, waitId, body);
}

/** Why nothing was decided. The most important reason comes first. */
async function explainRefusal(principal: ReviewerPrincipal, waitId: string, body: DecisionBody): Promise<AppError> {
  const wait = await getReviewerWait(principal, waitId);
  const decision = await findDecision(waitId);
  if (decision) {
    return new AppError("already_decided", {
      detail: `${decision.decidedBy} has decided this case already.`,
      data: { decision },
    });
  }
  if (wait.status !== "open")
    return new AppError("conflict", { detail: "This case is closed: nobody has to decide it any more." });
  const colleague = wait.assignee?.id === principal.userId ? null : wait.assignee;
  if (colleague && !body.override && wait.evidenceVersion === body.expected_version) {
    return new AppError("claimed", {
      detail: `${colleague.name} is working on this case.`,
      data: { claimed_by: colleague.name },
    });
  }
  return new AppError("stale", {
    detail: "This case has changed since you opened it. Look again, then decide.",
    data: { current_version: wait.evidenceVersion },
  });
}
