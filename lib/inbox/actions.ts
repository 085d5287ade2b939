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
 * A refusal hands back the reason as typed and the verdict that was pressed, so that the form can be drawn with them,
 * also without JavaScript.
 */
export type DecideState = (InboxActionResult & { reason: string; verdict: string }) | null;
export type AssignState = InboxActionResult | null;

/**
 * "Approve", "Reject", "Request information"; "Decide anyway" sends the verdict as `anyway`, over a colleague's claim.
 * Corrected facts are fields named `edits.<key>`; they belong to an approval and are left out of every other verdict.
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
 * "Claim" makes the case the reviewer's, "Release" anybody's again. One action and the button says which: with two,
 * useActionState may still post the one that the button meant before.
 */
export async function assignAction(_previous: AssignState, sent: FormData): Promise<AssignState> {
  const form = sentForm(sent);
  return runInboxAction(async () => {
    const assign = form.get("act") === "release" ? releaseWait : claimWait;
    await assign(await requireReviewer(), waitIdOf(form));
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
  // Zod leaves this one key out of a record without a word.
  if (form.has("edits.__proto__")) throw new AppError("invalid", { detail: "This is not a fact of the case." });
  return Object.fromEntries(edits.map(([name, value]) => [name.slice("edits.".length), value]));
}
