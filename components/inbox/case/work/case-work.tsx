"use client";

import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { useLeaveWarning } from "@/components/ui/requests/use-leave-warning";
import { caseAction } from "@/lib/inbox/actions";
import type { CasePerson, CaseView } from "@/lib/inbox/schema";
import { useReport } from "../../left/use-report";
import { expectedRow, type WorkAct } from "../../list/loaded/expected-row";
import { useLoadedRows } from "../../list/loaded/use-loaded-rows";
import { offlineText, refusalOf } from "./use-work";

interface CaseWork extends Pick<CaseView, "assignee" | "leaseUntil" | "snoozedUntil"> {
  /** The person whom the case is being given to; null without one. */
  givenTo: CasePerson | null;
  isPending: boolean;
  /** Why the last work was not done; null when it was. */
  problem: string | null;
  /** Sends work on the case. What the server can only agree with is shown at once, and taken back when it refuses. */
  send(act: WorkAct): void;
}

const CaseWorkContext = createContext<CaseWork | null>(null);

/** Work on its way to the server. `on`: the case as it was when the answer came. */
interface Sent {
  act: WorkAct;
  on: CaseView | null;
}

interface CaseWorkProviderProps {
  reviewCase: CaseView;
  viewer: CasePerson;
  children: ReactNode;
}

/** Shares what is sent for a case: claim, release, assign, snooze. The case and the row of the list show it at once. */
export function CaseWorkProvider({ reviewCase, viewer, children }: CaseWorkProviderProps) {
  const { caseId } = reviewCase;
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const rows = useLoadedRows(viewer.id);
  const [problem, setProblem] = useProblem(reviewCase.assignee);
  const report = useReport();
  const newest = useRef(reviewCase);
  useEffect(() => {
    newest.current = reviewCase;
  });

  // The page follows its answer. Until then the work stays on the screen.
  const isShown = ({ act, on }: Sent) => on !== null && (on !== reviewCase || agrees(reviewCase, act, viewer));
  if (sent.some(isShown)) setSent(sent.filter((one) => !isShown(one)));
  const expected = sent.reduce((view, { act }) => expectedRow(view, act, viewer), reviewCase);
  const given = sent.findLast(({ act }) => act.act === "assign")?.act;

  async function wait(act: WorkAct): Promise<void> {
    const one: Sent = { act, on: null };
    const before = rows.find(caseId);
    setSent((all) => [...all, one]);
    if (before) rows.patch(expectedRow(before, act, viewer));
    const refusal = await refusalOf(() => caseAction(caseId, act));
    if (refusal === null)
      return setSent((all) => all.map((other) => (other === one ? { act, on: newest.current } : other)));
    setSent((all) => all.filter((other) => other !== one));
    if (before) rows.takeBack(before);
    setProblem(refusal);
    report({ what: "Not done", text: refusal });
  }

  function send(act: WorkAct): void {
    if (!navigator.onLine) {
      setProblem(offlineText);
      return;
    }
    setProblem(null);
    report(null);
    void wait(act);
  }

  const { assignee, leaseUntil, snoozedUntil } = expected;
  const givenTo = (given?.act === "assign" && reviewCase.colleagues.find(({ id }) => id === given.user_id)) || null;
  const isPending = sent.some(({ on }) => on === null);
  useLeaveWarning(isPending);
  return (
    <CaseWorkContext value={{ assignee, leaseUntil, snoozedUntil, givenTo, isPending, problem, send }}>
      {children}
    </CaseWorkContext>
  );
}

/** Whether the case is as the work leaves it. */
function agrees(view: CaseView, act: WorkAct, viewer: CasePerson): boolean {
  const after = expectedRow(view, act, viewer);
  return after.assignee?.id === view.assignee?.id && after.snoozedUntil === view.snoozedUntil;
}

/**
 * Why work was refused. It is about the assignee of that time, or about a colleague who was first, whom the page shows
 * after it. It is not shown after another change of the assignee.
 */
function useProblem(assignee: CasePerson | null): [string | null, (text: string | null) => void] {
  const [problem, setProblem] = useState<{ text: string; assigneeId: string | null } | null>(null);
  const assigneeId = assignee?.id ?? null;
  const newest = useRef(assigneeId);
  useEffect(() => {
    newest.current = assigneeId;
  });
  if (problem && problem.assigneeId !== assigneeId)
    setProblem(problem.assigneeId === null ? { text: problem.text, assigneeId } : null);
  return [problem?.text ?? null, (text) => setProblem(text === null ? null : { text, assigneeId: newest.current })];
}

/** What is sent for the case. Throws outside CaseWorkProvider. */
export function useCaseWork(): CaseWork {
  const work = use(CaseWorkContext);
  if (!work) throw new Error("useCaseWork is used outside CaseWorkProvider");
  return work;
}
