"use client";

import { useState, useTransition } from "react";
import { unreachableText } from "@/components/ui/requests/request-problem";
import type { SettingsResult } from "@/lib/inbox/queues/actions";

type Refusal = Extract<SettingsResult, { ok: false }>;
type Problem = Pick<Refusal, "message"> & Partial<Refusal>;

/** Runs a change of an absence or a queue, one at a time, and keeps why the last one was refused. */
export function useSettings() {
  const [isPending, startTransition] = useTransition();
  const [problem, setProblem] = useState<Problem | null>(null);

  function run(action: () => Promise<SettingsResult>, onDone?: () => void): void {
    if (isPending) return;
    if (!navigator.onLine) {
      setProblem({ message: "No connection. Nothing was changed." });
      return;
    }
    startTransition(async () => {
      try {
        const result = await action();
        setProblem(result.ok ? null : result);
        if (result.ok) onDone?.();
      } catch {
        setProblem({ message: unreachableText });
      }
    });
  }

  const fieldProblem = (name: string): string | null => problem?.fields?.[name] ?? null;
  return { isPending, problem, fieldProblem, run, forget: () => setProblem(null) };
}
