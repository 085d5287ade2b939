"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { ClaimantPrincipal } from "@/lib/auth/principal";
import { requireParticipant } from "@/lib/auth/require";
import * as claims from "@/lib/chat/mutations";
import { readChanges, type SentChanges } from "@/lib/chat/read-changes";
import { type ChatActionResult, changeFactsSchema, confirmFactsSchema, sayInClaimSchema } from "@/lib/chat/schema";
import { AppError } from "@/lib/errors";
import { admit } from "@/lib/limits/admit";
import { runAction } from "@/lib/run-action";
import { formText, sentForm } from "@/lib/sent-form";
import { confirmsFacts } from "@/lib/tasks/replies/read-consent";
import { toAppError } from "@/lib/to-app-error";

/** A refusal returns the typed text, so that the form keeps it, also without JavaScript. */
export type SendState = (ChatActionResult & { text: string; clientMessageId: string }) | null;
/** The state of the form that changes facts; null before it is sent. A refusal returns what was typed. */
export type ChangeState =
  | (ChatActionResult & Pick<SentChanges, "values" | "shown"> & { fields: Record<string, string> })
  | null;
/** The state of a form with one button; null before it is sent. */
export type ActState = ChatActionResult | null;

/** The composer before JavaScript: sends the message, then shows the claim again (post, redirect, get). */
export async function sendMessage(_previous: SendState, sent: FormData): Promise<SendState> {
  const form = sentForm(sent);
  // A pressed quick reply wins over the box; a picked date goes before the words about it.
  const words =
    formText(form, "suggestion") || [formText(form, "answer"), formText(form, "text")].filter(Boolean).join(" ");
  const message = {
    ...{ sessionId: form.get("sessionId"), clientMessageId: form.get("clientMessageId"), text: words },
    startsClaim: form.has("startsClaim"),
    ...(form.has("workflow") && { workflow: form.get("workflow") }),
    ...(form.has("waitId") && { waitId: form.get("waitId") }),
  };
  const refusal = await refusalOf(async () => {
    // What is typed into the open form cannot be known here.
    if (form.has("isChanging") && confirmsFacts(words)) {
      throw new AppError("conflict", {
        detail: "The form with your facts is open. Save your changes or cancel them first, then confirm.",
      });
    }
    await claims.sayInClaim(await requireWriter(), sayInClaimSchema.parse(message));
  });
  if (refusal) return { ...refusal, text: words, clientMessageId: formText(form, "clientMessageId") };
  redirect(`/claims/${formText(form, "sessionId")}`);
}

/** "Confirm" on the fact card. */
export async function confirmFacts(_previous: ActState, sent: FormData): Promise<ActState> {
  const form = sentForm(sent);
  const input = {
    sessionId: form.get("sessionId"),
    clientMessageId: form.get("clientMessageId"),
    waitId: form.get("waitId"),
  };
  return respond(form, async () => claims.confirmFacts(await requireWriter(), confirmFactsSchema.parse(input)));
}

/** "Save changes" on the fact card, or "Keep" and "Take" of one of its fields. */
export async function changeFacts(_previous: ChangeState, sent: FormData): Promise<ChangeState> {
  const form = sentForm(sent);
  const { values, shown, touched } = readChanges(form);
  const input = {
    sessionId: form.get("sessionId"),
    clientMessageId: form.get("clientMessageId"),
    values: Object.fromEntries(touched.map((key) => [key, values[key]])),
    shown: Object.fromEntries(touched.map((key) => [key, shown[key]])),
  };
  let fields: Record<string, string> = {};
  const result = await respond(form, async () => {
    try {
      const writer = await requireWriter();
      // The other value was taken, and that was all.
      if (form.has("take") && touched.length === 0) return;
      await claims.changeFacts(writer, changeFactsSchema.parse(input));
    } catch (error) {
      fields = toAppError(error).options.fields ?? {};
      throw error;
    }
  });
  return { ...result, values, shown, fields };
}

/** "Withdraw claim", after the dialog. */
export async function withdrawClaim(_previous: ActState, sent: FormData): Promise<ActState> {
  const form = sentForm(sent);
  return respond(form, async () =>
    claims.withdrawClaim(await requireParticipant(), z.uuid().parse(form.get("sessionId"))),
  );
}

/** "Stop" while a reply is made: nothing of the reply is kept, the message is. */
export async function stopReply(sessionId: string): Promise<ChatActionResult> {
  const refusal = await refusalOf(async () => claims.stopTurn(await requireParticipant(), z.uuid().parse(sessionId)));
  return refusal ?? { ok: true };
}

/** "Try again" after a failed task or a stopped reply. */
export async function retryTurn(_previous: ActState, sent: FormData): Promise<ActState> {
  const form = sentForm(sent);
  return respond(form, async () => claims.retryTurn(await requireWriter(), z.uuid().parse(form.get("sessionId"))));
}

/** The claimant, for requests that run the workflow: each counts like a message. */
async function requireWriter(): Promise<ClaimantPrincipal> {
  const claimant = await requireParticipant();
  await admit("chat", claimant.userId);
  return claimant;
}

async function respond(form: FormData, act: () => Promise<void>): Promise<ChatActionResult> {
  const refusal = await refusalOf(act);
  // The page then shows the other change beside the refusal.
  if (refusal && refusal.code !== "conflict") return refusal;
  revalidatePath(`/claims/${formText(form, "sessionId")}`);
  return refusal ?? { ok: true };
}

/** Null after success. A refusal is a value, because a thrown error would replace the page and lose the typed text. */
async function refusalOf(act: () => Promise<void>): Promise<Extract<ChatActionResult, { ok: false }> | null> {
  const result = await runAction({ area: "chat", keepsInput: true }, act);
  if (result.ok) return null;
  const { code, message, fields } = result;
  return { ok: false, code, message: (code === "invalid" && Object.values(fields ?? {})[0]) || message };
}
