"use client";

import { useState, useTransition } from "react";
import { unreachableText } from "@/components/ui/requests/request-problem";
import type { InboxActionResult } from "@/lib/inbox/schema";

interface Work {
  isPending: boolean;
  /** Why the last action did nothing; null when it was done. */
  problem: string | null;
  /** Runs a server action, one at a time. `onDone` is called when it was done. */
  run: (action: () => Promise<InboxActionResult>, onDone?: () => void) => void;
}

/** Runs server actions of the case and keeps why one was refused. Without a connection nothing is sent. */
export function useWork(): Work {
  const [isPending, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);

  function run(action: () => Promise<InboxActionResult>, onDone?: () => void): void {
    if (isPending) return;
    if (!navigator.onLine) {
      setProblem("No connection. Nothing was changed.");
      return;
    }
    startTransition(async () => {
      try {
        const result = await action();
        setProblem(result.ok ? null : result.message);
        if (result.ok) onDone?.();
      } catch {
        setProblem(unreachableText);
      }
    });
  }

  return { isPending, problem, run };
}
