"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useRef } from "react";
import { type LeftProblem, leaveProblem, readingMs } from "./left-store";

interface CaseName {
  caseId: string;
  /** "$4,200.00, Dana Kim". */
  title: string;
}

const CaseNameContext = createContext<CaseName | null>(null);

/** Names the case whose problems are reported. */
export function CaseNameProvider({ caseId, title, children }: CaseName & { children: ReactNode }) {
  return <CaseNameContext value={{ caseId, title }}>{children}</CaseNameContext>;
}

/** Something that was not done: "Not decided", why, and the refused decision. */
interface Report extends Pick<LeftProblem, "text" | "decision"> {
  what: string;
}

/**
 * Reports that something was not done for the case. The caller shows it, too: the report is for a person who has left
 * the page of the case before the answer, or leaves it at once. Null: the person acts again, so that they have read the
 * last one. Outside a case it does nothing.
 */
export function useReport(): (report: Report | null) => void {
  const name = use(CaseNameContext);
  const place = useRef({ isHere: true, last: null as { problem: LeftProblem; at: number } | null });

  useEffect(() => {
    const { current } = place;
    current.isHere = true;
    return () => {
      current.isHere = false;
      const { last } = current;
      current.last = null;
      if (last && performance.now() - last.at < readingMs) leaveProblem(last.problem);
    };
  }, []);

  return useCallback(
    (report) => {
      if (!report) place.current.last = null;
      if (!report || !name) return;
      const { what, ...why } = report;
      const problem = { caseId: name.caseId, title: `${what}: ${name.title}`, ...why };
      if (place.current.isHere) place.current.last = { problem, at: performance.now() };
      else leaveProblem(problem);
    },
    [name],
  );
}
