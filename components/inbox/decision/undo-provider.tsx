"use client";

import { usePathname } from "next/navigation";
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { caseAction } from "@/lib/inbox/actions";
import { useWork } from "../case/work/use-work";
import { actionProps } from "../keys/inbox-actions";
import { useCountdown } from "./use-countdown";

/** The viewer's last decision while it can be undone. */
interface UndoableDecision {
  caseId: string;
  pendingId: string;
  /** "Approved: $4,200.00, Dana Kim". */
  words: string;
  /** Milliseconds until it takes effect, when it was received. */
  remainingMs: number;
}

/** The same with the time at which it takes effect, on the browser's own clock. */
type RememberedDecision = UndoableDecision & { endsAt: number };

const UndoContext = createContext<((decision: UndoableDecision) => void) | null>(null);

/** Offers to undo the last decision on the following pages, too. */
export function UndoProvider({ children }: { children: ReactNode }) {
  const [decision, setDecision] = useState<RememberedDecision | null>(null);
  const remember = useCallback(
    (told: UndoableDecision) => setDecision({ ...told, endsAt: performance.now() + told.remainingMs }),
    [],
  );
  const isElsewhere = !usePathname().includes(decision?.caseId ?? "/");
  return (
    <UndoContext value={remember}>
      {children}
      {decision && isElsewhere && (
        <UndoNotice key={decision.pendingId} decision={decision} onDone={() => setDecision(null)} />
      )}
    </UndoContext>
  );
}

/** Keeps the decision of this page for the pages after it. */
export function useRememberDecision(decision: UndoableDecision | null): void {
  const remember = use(UndoContext);
  const id = decision?.pendingId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the decision is reported once, with its remaining time
  useEffect(() => {
    if (decision) remember?.(decision);
  }, [remember, id]);
}

function UndoNotice({ decision, onDone }: { decision: RememberedDecision; onDone: () => void }) {
  const [remainingMs] = useState(() => Math.max(0, decision.endsAt - performance.now()));
  const seconds = useCountdown(remainingMs);
  const work = useWork();
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) onDone();
  }, [isOver, onDone]);

  return (
    <div
      role="status"
      className={
        "fixed bottom-4 left-4 z-40 flex max-w-[calc(100vw-32px)] flex-wrap items-center gap-3 rounded-surface " +
        "border bg-surface px-4 py-3 shadow-float motion-safe:animate-enter short:static"
      }
    >
      <span className="wrap-anywhere">{work.problem ?? decision.words}</span>
      <span aria-hidden className="text-ink-soft tabular-nums">
        {seconds} s
      </span>
      <Button
        size="sm"
        isPending={work.isPending}
        onClick={() =>
          work.run(() => caseAction(decision.caseId, { act: "undo", decision_id: decision.pendingId }), onDone)
        }
        className="max-lg:h-11"
        {...actionProps("undo")}
      >
        Undo
      </Button>
    </div>
  );
}
