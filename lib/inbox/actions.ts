"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { requireReviewer } from "@/lib/auth/require";
import { decideWithUndo, undoDecision } from "@/lib/inbox/decide";
import {
  assignCase,
  claimCase,
  claimNextCase,
  editCase,
  escalateCase,
  markSeen,
  noteCase,
  releaseCase,
  snoozeCase,
} from "@/lib/inbox/mutations";
import {
  caseNoteBodySchema,
  type DecisionBody,
  type DecisionResult,
  decisionBodySchema,
  type InboxActionResult,
} from "@/lib/inbox/schema";
import { type ActionRefusal, runAction } from "@/lib/run-action";
import { formText, sentForm } from "@/lib/sent-form";
import { contextKeySchema } from "@/lib/tasks/schema";
import { personText } from "@/lib/text";

/**
 * The result of the last decision; null before one. It has the typed words and the pressed verdict, so that the form
 * keeps them also without JavaScript.
 */
export type DecideState = (InboxActionResult & { reason: string; question: string; verdict: string }) | null;
export type AssignState = InboxActionResult | null;
/** The case that was claimed for the reviewer; null when none is free. */
export type NextCaseResult = { ok: true; caseId: string | null } | ActionRefusal;

const caseId = z.uuid();

/**
 * "Approve", "Reject", "Request information" and the outcomes of the workflow. It can be undone for 8 seconds. "Decide
 * anyway" sends the verdict as `anyway` and overrides the claim of a colleague.
 */
export async function decideAction(_previous: DecideState, sent: FormData): Promise<DecideState> {
  const form = sentForm(sent);
  const reason = formText(form, "reason");
  const question = formText(form, "question");
  const override = form.has("anyway");
  const verdict = formText(form, override ? "anyway" : "verdict");
  const result = await runInboxAction(async (reviewer) => {
    const { intent, ...body } = decisionOf(form, { verdict, override });
    return decideWithUndo(reviewer, caseIdOf(form), body, intent);
  });
  return { ...result, reason, question, verdict };
}

/** What the form decides, and the id of this intent: the same decision sent twice has the same one. */
function decisionOf(
  form: FormData,
  { verdict, override }: { verdict: string; override: boolean },
): DecisionBody & { intent?: string } {
  const isQuestion = verdict === "request_information";
  const documents = form.getAll("documents").filter((name) => typeof name === "string");
  const please = documents.length > 0 ? `Please send us: ${documents.join(", ")}.` : "";
  const question = [formText(form, "question").trim(), please].filter(Boolean).join("\n\n");
  const reason = formText(form, "reason").trim();
  const reasonCode = formText(form, "reason_code");
  const intent = formText(form, "intent");
  return {
    ...decisionBodySchema.parse({
      verdict,
      ...(reason && { reason }),
      ...(reasonCode && verdict === "reject" && { reason_code: reasonCode }),
      ...(isQuestion && question && { question }),
      ...(isQuestion && form.has("fields") && { fields: form.getAll("fields") }),
      ...(override && { override }),
      expected_version: Number(formText(form, "expected_version")),
    }),
    ...(intent && { intent: z.uuid().parse(intent) }),
  };
}

/** Takes back the reviewer's own decision while that is possible. */
export const undoDecisionAction = async (pendingId: string): Promise<InboxActionResult> =>
  runInboxAction((reviewer) => undoDecision(reviewer, z.uuid().parse(pendingId)));

/**
 * "Claim" assigns the case to the reviewer, "Release" removes the assignment. The button's value selects one: with two
 * actions, useActionState could still post the one that the button had before.
 */
export async function assignAction(_previous: AssignState, sent: FormData): Promise<AssignState> {
  const form = sentForm(sent);
  return runInboxAction((reviewer) => {
    const changeAssignee = form.get("act") === "release" ? releaseCase : claimCase;
    return changeAssignee(reviewer, caseIdOf(form));
  });
}

/** Gives the case to a person of its queue. */
export const assignCaseAction = async (id: string, userId: string): Promise<InboxActionResult> =>
  runInboxAction((reviewer) => assignCase(reviewer, caseId.parse(id), z.uuid().parse(userId)));

/** Hides the case from the lists until a time (ISO 8601). */
export const snoozeCaseAction = async (id: string, until: string): Promise<InboxActionResult> =>
  runInboxAction((reviewer) => snoozeCase(reviewer, caseId.parse(id), new Date(z.iso.datetime().parse(until))));

/** Passes the case to the lead of its queue. */
export const escalateCaseAction = async (id: string, reason: string): Promise<InboxActionResult> =>
  runInboxAction((reviewer) => escalateCase(reviewer, caseId.parse(id), personText(2_000).parse(reason) || null));

/** Stores a note for reviewers. With `isEvidence` it is about the case, and its author may not decide it. */
export const addNoteAction = async (id: string, text: string, isEvidence: boolean): Promise<InboxActionResult> =>
  runInboxAction(async (reviewer) => {
    await noteCase(reviewer, caseId.parse(id), caseNoteBodySchema.parse({ text, is_evidence: isEvidence }));
  });

/** Stores the correction of a fact as it was typed; "" takes it back. */
export const saveEditAction = async (id: string, key: string, typed: string): Promise<InboxActionResult> =>
  runInboxAction((reviewer) => {
    const text = personText(2_000).parse(typed);
    return editCase(reviewer, caseId.parse(id), { [contextKeySchema.parse(key)]: text === "" ? null : text });
  });

/** Stores that the reviewer has seen the case, and renews their lease. The page stays as it is. */
export const markSeenAction = async (id: string): Promise<InboxActionResult> => {
  const result = await runAction({ area: "inbox", keepsInput: false }, async () =>
    markSeen(await requireReviewer(), caseId.parse(id)),
  );
  return result.ok ? { ok: true, decision: null } : result;
};

/** Claims the most urgent case that nobody has. */
export async function nextCaseAction(): Promise<NextCaseResult> {
  const result = await runAction({ area: "inbox", keepsInput: false }, async () =>
    claimNextCase(await requireReviewer()),
  );
  return result.ok ? { ok: true, caseId: result.value } : result;
}

/** Renders the inbox again, also after a refusal: the page then shows why, such as a colleague's decision. */
async function runInboxAction(
  work: (reviewer: ReviewerPrincipal) => Promise<DecisionResult | void>,
): Promise<InboxActionResult> {
  const result = await runAction({ area: "inbox", keepsInput: true }, async () => work(await requireReviewer()));
  revalidatePath("/inbox", "layout");
  if (!result.ok) return result;
  const made = result.value ?? undefined;
  return { ok: true, decision: made?.type === "decided" ? made.decision : null, ...(made && { result: made }) };
}

const caseIdOf = (form: FormData): string => caseId.parse(form.get("case_id"));
