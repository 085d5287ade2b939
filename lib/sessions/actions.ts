"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireAdmin } from "@/lib/auth/require";
import { runAction } from "@/lib/run-action";
import { sentForm } from "@/lib/sent-form";
import type { SessionActionResult } from "@/lib/sessions/schema";
import { retryModelFailures } from "./changing/retry-model-failures";
import { retrySession } from "./changing/retry-session";
import { retryAtTask } from "./moving/retry-at-task";

export type RetryState = SessionActionResult | null;
export type RetryAllState = { message: string } | null;

const goToTaskForm = z.object({ session_id: z.uuid(), task_id: z.string().min(1, "Choose a task first.").max(100) });

/** "Retry" on a failed session. */
export async function retryAction(_previous: RetryState, sent: FormData): Promise<RetryState> {
  const form = sentForm(sent);
  const result = await runSessionAction(async () =>
    retrySession(await requireAdmin(), z.uuid().parse(form.get("session_id"))),
  );
  return result.ok ? { ok: true } : result;
}

/** "Go to task" on a failed session. */
export async function goToTaskAction(_previous: RetryState, sent: FormData): Promise<RetryState> {
  const form = sentForm(sent);
  const result = await runSessionAction(async () => {
    const admin = await requireAdmin();
    const { session_id, task_id } = goToTaskForm.parse(Object.fromEntries(form));
    return retryAtTask(admin, session_id, task_id);
  });
  return result.ok ? { ok: true } : result;
}

/** "Retry all" for the sessions that failed because of a model; returns their number. */
export async function retryAllAction(_previous: RetryAllState): Promise<RetryAllState> {
  const result = await runSessionAction(async () => retryModelFailures(await requireAdmin()));
  if (!result.ok) return { message: result.message };
  return { message: result.value === 1 ? "1 session is tried again." : `${result.value} sessions are tried again.` };
}

async function runSessionAction<Value>(work: () => Promise<Value>) {
  const result = await runAction({ area: "session", keepsInput: false }, work);
  revalidatePath("/sessions", "layout");
  return result;
}
