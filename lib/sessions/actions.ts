"use server";

import { revalidatePath } from "next/cache";
import { requireAdmin } from "@/lib/auth/require";
import { log } from "@/lib/log";
import { retryModelFailures } from "@/lib/sessions/retry-model-failures";
import { toAppError } from "@/lib/to-app-error";

export type RetryAllState = { message: string } | null;

/** "Retry all" for the sessions that a model has failed; says how many they were. */
export async function retryAllAction(_previous: RetryAllState): Promise<RetryAllState> {
  try {
    const count = await retryModelFailures(await requireAdmin());
    return { message: count === 1 ? "1 session is tried again." : `${count} sessions are tried again.` };
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code === "internal") log.error({ err: error }, "A session action failed");
    return { message: code === "unauthenticated" ? "Your sign-in has ended. Sign in again." : message };
  } finally {
    revalidatePath("/sessions", "layout");
  }
}
