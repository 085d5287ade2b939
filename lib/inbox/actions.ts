"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireReviewer } from "@/lib/auth/require";
import { AppError } from "@/lib/errors";
import { caseActSchema, decisionBodySchema } from "@/lib/inbox/acting/schema";
import { decideWithUndo } from "@/lib/inbox/decide";
import { listQuerySchema } from "@/lib/inbox/listing/schema";
import { claimNextCase, doAct } from "@/lib/inbox/mutations";
import type { DecisionResult, DecisionTexts, InboxActionResult } from "@/lib/inbox/schema";
import { type ActionRefusal, runAction } from "@/lib/run-action";
import { formText, sentForm } from "@/lib/sent-form";

/**
 * The result of the last decision; null before one. It has what was typed and the pressed verdict, so that the form
 * keeps them also without JavaScript.
 */
export type DecideState = (InboxActionResult & { typed: DecisionTexts; verdict: string }) | null;
export type AssignState = InboxActionResult | null;

/**
 * "Approve", "Reject", "Request information" and the outcomes of the case's form. It can be undone for 8 seconds.
 * "Decide anyway" sends the verdict as `anyway` and overrides the claim of a colleague. Corrected facts are fields
 * named `edits.<key>`; `intent` is the same when the same decision is sent again.
 */
export async function decideAction(_previous: DecideState, sent: FormData): Promise<DecideState> {
  const form = sentForm(sent);
  const override = form.has("anyway");
  const verdict = formText(form, override ? "anyway" : "verdict");
  const code = formText(form, "reason_code");
  const isAsking = verdict === "request_information";
  const typed: DecisionTexts = {
    reason: formText(form, "reason"),
    reason_code: isAsking ? "" : code,
    question: formText(form, "question"),
    question_code: isAsking ? code : "",
    fields: textsOf(form, "fields").join("\n"),
    documents: textsOf(form, "documents").join("\n"),
  };
  const result = await runInboxAction(async () => {
    const reviewer = await requireReviewer();
    const edits = editsOf(form);
    const { reason, question } = typed;
    const [fields, documents] = [form.getAll("fields"), form.getAll("documents")];
    const seen = form.has("expected_edits") ? readJson(formText(form, "expected_edits")) : undefined;
    const intent = form.has("intent") ? z.uuid().parse(form.get("intent")) : undefined;
    const body = decisionBodySchema.parse({
      verdict,
      ...(reason.trim() && { reason }),
      ...(code && { reason_code: code }),
      ...(question.trim() && { question }),
      ...(fields.length > 0 && { fields }),
      ...(documents.length > 0 && { documents }),
      ...(Object.keys(edits).length > 0 && { edits }),
      ...(override && { override }),
      expected_version: Number(formText(form, "expected_version")),
      ...(seen !== undefined && { expected_edits: seen }),
    });
    return decideWithUndo(reviewer, caseIdOf(form), body, intent);
  });
  return { ...result, typed, verdict };
}

/**
 * "Claim" assigns the case to the reviewer, "Release" removes the assignment, "Undo" takes a pending decision back. The
 * button's value selects one: with several actions, useActionState could still post the one that the button had before.
 */
export async function assignAction(_previous: AssignState, sent: FormData): Promise<AssignState> {
  const form = sentForm(sent);
  return runInboxAction(async () => {
    const reviewer = await requireReviewer();
    const act = formText(form, "act");
    const decision = form.has("decision_id") ? { decision_id: formText(form, "decision_id") } : {};
    await doAct(reviewer, caseIdOf(form), caseActSchema.parse({ act, ...decision }));
    return null;
  });
}

/** One thing that a reviewer does to a case besides deciding it: a `CaseAct`. */
export async function caseAction(caseId: string, act: unknown): Promise<InboxActionResult> {
  return runInboxAction(async () => {
    const reviewer = await requireReviewer();
    await doAct(reviewer, z.uuid().parse(caseId), caseActSchema.parse(act));
    return null;
  });
}

/** Remembers that the reviewer has seen the case. Nothing on the page changes, so that it is not rendered again. */
export async function markSeenAction(caseId: string): Promise<void> {
  await runAction({ area: "inbox", keepsInput: false }, async () =>
    doAct(await requireReviewer(), z.uuid().parse(caseId), { act: "seen" }),
  );
}

/**
 * "Next for me": the id of the first free case of a list but the open one, claimed; null when there is none. `list`:
 * the search part of its address.
 */
export async function nextCaseAction(
  list: string,
  openId?: string,
): Promise<{ ok: true; caseId: string | null } | ActionRefusal> {
  const result = await runAction({ area: "inbox", keepsInput: false }, async () => {
    const reviewer = await requireReviewer();
    const params = new URLSearchParams(z.string().max(1_000).parse(list));
    const { query } = listQuerySchema.parse(Object.fromEntries(params));
    return claimNextCase(reviewer, query, z.uuid().optional().parse(openId));
  });
  renderAgain(result);
  return result.ok ? { ok: true, caseId: result.value } : result;
}

async function runInboxAction(work: () => Promise<DecisionResult | null>): Promise<InboxActionResult> {
  const result = await runAction({ area: "inbox", keepsInput: true }, work);
  renderAgain(result);
  return result.ok ? { ok: true, result: result.value } : result;
}

/**
 * Renders the inbox again, also after a refusal: the page then shows why, such as a colleague's decision. Those who are
 * not reviewers, or not signed in, stay on the page with what they typed.
 */
function renderAgain(result: { ok: true } | ActionRefusal): void {
  if (result.ok || (result.code !== "unauthenticated" && result.code !== "forbidden"))
    revalidatePath("/inbox", "layout");
}

const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value) => typeof value === "string");

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", { detail: "The form was changed. Load the page again, then decide." });
  }
}

const caseIdOf = (form: FormData): string => z.uuid().parse(form.get("case_id"));

function editsOf(form: FormData): Record<string, FormDataEntryValue> {
  const edits = [...form].filter(([name]) => name.startsWith("edits."));
  // Zod silently drops this key of a record.
  if (form.has("edits.__proto__")) throw new AppError("invalid", { detail: "This is not a fact of the case." });
  return Object.fromEntries(edits.map(([name, value]) => [name.slice("edits.".length), value]));
}
