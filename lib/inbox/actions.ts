"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireReviewer } from "@/lib/auth/require";
import { AppError } from "@/lib/errors";
import { decide } from "@/lib/inbox/decide";
import { claimWait, releaseWait } from "@/lib/inbox/mutations";
import { type DecisionView, decisionBodySchema, type InboxActionResult } from "@/lib/inbox/schema";
import { runAction } from "@/lib/run-action";
import { formText, sentForm } from "@/lib/sent-form";

/**
 * The result of the last decision; null before one. It has the typed reason and the pressed verdict, so that the form
 * keeps them also without JavaScript.
 */
export type DecideState = (InboxActionResult & { reason: string; verdict: string }) | null;
export type AssignState = InboxActionResult | null;

/**
 * "Approve", "Reject" and "Request information". "Decide anyway" sends the verdict as `anyway` and overrides the
 * claim of a colleague. Corrected facts are fields named `edits.<key>`; only an approval uses them.
 */
export async function decideAction(_previous: DecideState, sent: FormData): Promise<DecideState> {
  const form = sentForm(sent);
  const reason = formText(form, "reason");
  const override = form.has("anyway");
  const verdict = formText(form, override ? "anyway" : "verdict");
  const result = await runInboxAction(async () => {
    const reviewer = await requireReviewer();
    const edits = verdict === "approve" ? editsOf(form) : {};
    const body = decisionBodySchema.parse({
      verdict,
      ...(reason.trim() && { reason }),
      ...(Object.keys(edits).length > 0 && { edits }),
      ...(override && { override }),
      expected_version: Number(formText(form, "expected_version")),
    });
    return decide(reviewer, waitIdOf(form), body);
  });
  return { ...result, reason, verdict };
}

/**
 * "Claim" assigns the case to the reviewer, "Release" removes the assignment. The button's value selects one: with two
 * actions, useActionState could still post the one that the button had before.
 */
export async function assignAction(_previous: AssignState, sent: FormData): Promise<AssignState> {
  const form = sentForm(sent);
  return runInboxAction(async () => {
    const changeAssignee = form.get("act") === "release" ? releaseWait : claimWait;
    await changeAssignee(await requireReviewer(), waitIdOf(form));
    return null;
  });
}

/** Renders the inbox again, also after a refusal: the page then shows why, such as a colleague's decision. */
async function runInboxAction(work: () => Promise<DecisionView | null>): Promise<InboxActionResult> {
  const result = await runAction({ area: "inbox", keepsInput: true }, work);
  revalidatePath("/inbox", "layout");
  return result.ok ? { ok: true, decision: result.value } : result;
}

const waitIdOf = (form: FormData): string => z.uuid().parse(form.get("wait_id"));

function editsOf(form: FormData): Record<string, FormDataEntryValue> {
  const edits = [...form].filter(([name]) => name.startsWith("edits."));
  // Zod silently drops this key of a record.
  if (form.has("edits.__proto__")) throw new AppError("invalid", { detail: "This is not a fact of the case." });
  return Object.fromEntries(edits.map(([name, value]) => [name.slice("edits.".length), value]));
}
