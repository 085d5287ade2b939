"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useStore } from "zustand";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { useLazyComponent } from "@/components/ui/lazy/use-lazy-component";
import { forgetProblems, type LeftProblem, leftStore, readingMs, type UndoableDecision } from "./left-store";

const loadUndo = () => import("./undo-notice");

/** On every page: the decisions that can be undone, and what was refused, on cases whose page was left. */
export function LeftNotices() {
  const { problems, decisions } = useStore(leftStore);
  const pathname = usePathname();
  if (problems.length + decisions.length === 0) return null;
  return (
    <div
      className={
        // Over the list of cases. Without one the decision of the open case is at the bottom of the window.
        "fixed bottom-4 left-4 z-40 grid w-fit max-w-[min(18rem,calc(100vw-32px))] gap-2 " +
        "max-[1199px]:top-16 max-[1199px]:bottom-auto max-[1199px]:max-w-[min(28rem,calc(100vw-32px))] short:static"
      }
    >
      {problems.map((problem) =>
        pathname.includes(problem.caseId) ? (
          <ShownInCase key={`${problem.caseId} ${problem.title}`} problem={problem} />
        ) : (
          <ProblemNotice key={`${problem.caseId} ${problem.title}`} problem={problem} />
        ),
      )}
      {decisions.length > 0 && <UndoNotices decisions={decisions} pathname={pathname} />}
    </div>
  );
}

interface UndoNoticesProps {
  decisions: readonly UndoableDecision[];
  pathname: string;
}

/** Its code is loaded with the first decision, while the case is still open. Without it the case offers the same. */
function UndoNotices({ decisions, pathname }: UndoNoticesProps) {
  const UndoNotice = useLazyComponent(loadUndo, true, () => {});
  if (!UndoNotice) return null;
  return decisions.map((decision) => (
    <UndoNotice key={decision.pendingId} decision={decision} isElsewhere={!pathname.includes(decision.caseId)} />
  ));
}

/** The case is open and says it. The page may be on its way to another one. */
function ShownInCase({ problem }: { problem: LeftProblem }) {
  useEffect(() => {
    const timer = setTimeout(() => forgetProblems(problem), readingMs);
    return () => clearTimeout(timer);
  }, [problem]);
  return null;
}

function ProblemNotice({ problem }: { problem: LeftProblem }) {
  return (
    <ErrorNotice
      title={problem.title}
      className="border bg-surface shadow-float motion-safe:animate-enter"
      action={
        <span className="flex w-full items-center gap-2 pl-7">
          <Button asChild size="sm" className="max-lg:h-11">
            <Link href={`/inbox/${problem.caseId}`}>Open the case</Link>
          </Button>
          <Button variant="quiet" size="sm" className="max-lg:h-11" onClick={() => forgetProblems(problem)}>
            <X aria-hidden />
            Dismiss
          </Button>
        </span>
      }
    >
      <span className="wrap-anywhere">{problem.text}</span>
    </ErrorNotice>
  );
}
