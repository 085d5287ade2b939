"use client";

import { useRef, useState } from "react";
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

/**
 * Runs server actions of the case and keeps why one was refused. Without a connection nothing is sent. In no
 * transition: React keeps the page until all actions of transitions have ended, and a reviewer goes on before the
 * answer.
 */
export function useWork(): Work {
  const [isPending, setPending] = useState(false);
  const isRunning = useRef(false);
  const [problem, setProblem] = useState<string | null>(null);
  const report = useReport();

  async function send(action: () => Promise<InboxActionResult>, onDone?: () => void): Promise<void> {
    const refusal = await refusalOf(action);
    isRunning.current = false;
    setPending(false);
    setProblem(refusal);
    if (refusal === null) onDone?.();
    else report({ what: "Not done", text: refusal });
  }

  function run(action: () => Promise<InboxActionResult>, onDone?: () => void): void {
    if (isRunning.current) return;
    if (!navigator.onLine) {
      setProblem(offlineText);
      return;
    }
    report(null);
    isRunning.current = true;
    setPending(true);
    void send(action, onDone);
  }

  return { isPending, problem, run };
}

/** Said when work was not sent. */
export const offlineText = "No connection. Nothing was changed.";

/** Why the server has not done it; null when it has. A lost answer is a refusal, too. */
export async function refusalOf(action: () => Promise<InboxActionResult>): Promise<string | null> {
  try {
    const result = await action();
    return result.ok ? null : result.message;
  } catch {
    return unreachableText;
  }
}
