"use client";

import { useState, useTransition } from "react";
import { unreachableText } from "@/components/ui/requests/request-problem";
import type { InboxActionResult } from "@/lib/inbox/schema";
import { useReport } from "../../left/use-report";

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
  const report = useReport();

  function refuse(why: string): void {
    setProblem(why);
    report({ what: "Not done", text: why });
  }

  function run(action: () => Promise<InboxActionResult>, onDone?: () => void): void {
    if (isPending) return;
    if (!navigator.onLine) {
      setProblem("No connection. Nothing was changed.");
      return;
    }
    report(null);
    startTransition(async () => {
      try {
        const result = await action();
        if (!result.ok) return refuse(result.message);
        setProblem(null);
        onDone?.();
      } catch {
        refuse(unreachableText);
      }
    });
  }

  return { isPending, problem, run };
}
