"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireAdmin } from "@/lib/auth/require";
import { log } from "@/lib/log";
import { sentForm } from "@/lib/sent-form";
import type { SessionActionResult } from "@/lib/sessions/schema";
import { toAppError } from "@/lib/to-app-error";
import { retryModelFailures } from "./changing/retry-model-failures";
import { retrySession } from "./changing/retry-session";

export type RetryState = SessionActionResult | null;
export type RetryAllState = { message: string } | null;

/** "Retry" on a failed session. */
export async function retryAction(_previous: RetryState, sent: FormData): Promise<RetryState> {
  const form = sentForm(sent);
  try {
    await retrySession(await requireAdmin(), z.uuid().parse(form.get("session_id")));
    return { ok: true };
  } catch (error) {
    return { ok: false, ...refusalOf(error) };
  } finally {
    revalidatePath("/sessions", "layout");
  }
}

/** "Retry all" for the sessions that a model has failed; says how many they were. */
export async function retryAllAction(_previous: RetryAllState): Promise<RetryAllState> {
  try {
    const count = await retryModelFailures(await requireAdmin());
    return { message: count === 1 ? "1 session is tried again." : `${count} sessions are tried again.` };
  } catch (error) {
    return { message: refusalOf(error).message };
  } finally {
    revalidatePath("/sessions", "layout");
  }
}

function refusalOf(error: unknown): { code: string; message: string } {
  const { code, message } = toAppError(error);
  if (code === "internal") log.error({ err: error }, "A session action failed");
  return { code, message: code === "unauthenticated" ? "Your sign-in has ended. Sign in again." : message };
}
