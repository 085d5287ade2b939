"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireAdmin } from "@/lib/auth/require";
import { log } from "@/lib/log";
import { sentForm } from "@/lib/sent-form";
import { retrySession } from "@/lib/sessions/retry-session";
import type { SessionActionResult } from "@/lib/sessions/schema";
import { toAppError } from "@/lib/to-app-error";

export type RetryState = SessionActionResult | null;

/** "Retry" on a failed session. */
export async function retryAction(_previous: RetryState, sent: FormData): Promise<RetryState> {
  const form = sentForm(sent);
  try {
    await retrySession(await requireAdmin(), z.uuid().parse(form.get("session_id")));
    return { ok: true };
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code === "internal") log.error({ err: error }, "A session action failed");
    return {
      ok: false,
      code,
      message: code === "unauthenticated" ? "Your sign-in has ended. Sign in again." : message,
    };
  } finally {
    revalidatePath("/sessions", "layout");
  }
}
