"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { ReviewerPrincipal } from "@/lib/auth/principal";
import { requireReviewer } from "@/lib/auth/require";
import { AppError } from "@/lib/errors";
import { decide } from "@/lib/inbox/decide";
import { claimWait, releaseWait } from "@/lib/inbox/mutations";
import { type DecisionResult, decisionBodySchema, type InboxActionResult } from "@/lib/inbox/schema";
import { type ActionRefusal, runAction } from "@/lib/run-action";
import { formText, sentForm } from "@/lib/sent-form";

/**
 * The result of the last decision; null before one. It has the typed words and the pressed verdict, so that the form
 * keeps them also without JavaScript.
 */
export type DecideState = (InboxActionResult & { reason: string; question: string; verdict: string }) | null;
export type AssignState = InboxActionResult | null;
export type NextCaseResult = { ok: true; caseId: string | null } | ActionRefusal;

export async function decideAction(_previous: DecideState, sent: FormData): Promise<DecideState> {
  return null;
}
export async function assignAction(_previous: AssignState, sent: FormData): Promise<AssignState> {
  return null;
}
export async function undoDecisionAction(caseId: string, pendingId: string): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function saveEditAction(caseId: string, key: string, text: string): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function assignCaseAction(caseId: string, userId: string): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function snoozeCaseAction(caseId: string, until: string): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function escalateCaseAction(caseId: string, note: string): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function addNoteAction(caseId: string, text: string): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function markSeenAction(caseId: string, messageSeq: number): Promise<InboxActionResult> {
  return { ok: true, decision: null };
}
export async function nextCaseAction(caseId: string): Promise<NextCaseResult> {
  return { ok: true, caseId: null };
}
