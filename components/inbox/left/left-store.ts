import { createStore } from "zustand/vanilla";
import type { DecideState } from "@/lib/inbox/actions";

/** A problem that was on the screen for less time may not have been read. In milliseconds. */
export const readingMs = 3_000;

/** A refused decision, with what was typed for it. */
type RefusedDecision = Extract<NonNullable<DecideState>, { ok: false }>;

/** What was not done, while the page of its case was left before its answer could be read. */
export interface LeftProblem {
  caseId: string;
  /** "Not decided: $4,200.00, Dana Kim". */
  title: string;
  /** Why, and what was kept. */
  text: string;
  /** The refused decision: the form of the case shows it again. */
  decision?: RefusedDecision;
}

/** A decision of the viewer that can still be undone. */
export interface UndoableDecision {
  caseId: string;
  viewerId: string;
  pendingId: string;
  /** "Approved: $4,200.00, Dana Kim". */
  words: string;
  /** When it takes effect, on the browser's own clock (`performance.now()`). */
  endsAt: number;
  /** Puts what was typed for it back into the box of its case. */
  keepTexts: () => void;
}

interface Left {
  problems: readonly LeftProblem[];
  /** The newest first. */
  decisions: readonly UndoableDecision[];
}

/** What the pages of cases have left behind in this tab. It is kept while the page changes. */
export const leftStore = createStore<Left>()(() => ({ problems: [], decisions: [] }));

/** Shows a problem until it is dismissed or its case is opened. A case has at most one of each title. */
export function leaveProblem(problem: LeftProblem): void {
  leftStore.setState(({ problems }) => ({
    problems: [...problems.filter((one) => one.caseId !== problem.caseId || one.title !== problem.title), problem],
  }));
}

/** Removes one problem, or all of a case. */
export function forgetProblems(of: LeftProblem | { caseId: string }): void {
  leftStore.setState(({ problems }) => ({
    problems: problems.filter((one) => ("title" in of ? one !== of : one.caseId !== of.caseId)),
  }));
}

/** The refused decision of a case that was left; null without one. */
export const refusedDecisionOf = (caseId: string): RefusedDecision | null =>
  leftStore.getState().problems.findLast((one) => one.caseId === caseId && one.decision)?.decision ?? null;

/** Offers to undo a decision on every page until it takes effect. */
export function rememberDecision(decision: UndoableDecision): void {
  leftStore.setState(({ decisions }) => ({
    decisions: [decision, ...decisions.filter(({ pendingId }) => pendingId !== decision.pendingId)],
  }));
}

/** The decision is undone, cancelled or final. */
export function forgetDecision(pendingId: string): void {
  leftStore.setState(({ decisions }) => ({ decisions: decisions.filter((one) => one.pendingId !== pendingId) }));
}
