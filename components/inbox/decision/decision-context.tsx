"use client";

import { createContext, type ReactNode, use, useEffect, useRef, useState } from "react";
import { useLeaveWarning } from "@/components/ui/requests/use-leave-warning";
import type { DecideState } from "@/lib/inbox/actions";
import type { CaseView, DecisionTexts, PendingDecisionView } from "@/lib/inbox/schema";
import { titleOf } from "../case/amount-of";
import { forgetProblems } from "../left/left-store";
import { CaseNameProvider } from "../left/use-report";
import { useTexts } from "./boxes/use-texts";
import { findHeldDecision } from "./find-held-decision";
import { type Corrections, useCorrections } from "./use-corrections";
import { useSending } from "./use-sending";
import { findUnseenEdits } from "./what-changed";

type Problems = Partial<Pick<DecisionTexts, "reason" | "question">>;

interface DecisionDraft {
  /** The evidence that the reviewer has seen, and the last result that was shown. */
  seen: { evidence: CaseView; state: DecideState };
  /** The reviewer has seen the case as it is now. */
  look: () => void;
  corrections: Corrections;
  /** What is typed and ticked. */
  texts: DecisionTexts;
  setText: (name: keyof DecisionTexts, text: string) => void;
  /** The reason and the question that are wrong, each with a sentence. */
  problems: Problems;
  /** The reviewer writes a question to the claimant. */
  isAsking: boolean;
  setAsking: (isAsking: boolean) => void;
  /** The result of the last decision sent; null before one. */
  state: DecideState;
  isDeciding: boolean;
  /** The decision that is sent, while the server can only agree: it is shown before the answer. */
  held: PendingDecisionView | null;
  /** The last decision was not sent because there was no connection. */
  isOffline: boolean;
  /** For `<form action>`, so that the form works before JavaScript. */
  formAction: (form: FormData) => void;
  /** The same for a submit handler: React would empty a form that it submits itself. */
  decide: (form: FormData) => void;
}

const DecisionContext = createContext<DecisionDraft | null>(null);

interface DecisionProviderProps {
  reviewCase: CaseView;
  viewerId: string;
  /** The server's clock, in milliseconds. */
  now: number;
  children: ReactNode;
}

/** Shares the unsent decision between the facts and the form: corrections, texts and the pending request. */
export function DecisionProvider({ children, ...props }: DecisionProviderProps) {
  const { caseId } = props.reviewCase;
  return (
    <CaseNameProvider caseId={caseId} title={titleOf(props.reviewCase)}>
      <DraftProvider {...props}>{children}</DraftProvider>
    </CaseNameProvider>
  );
}

function DraftProvider({ reviewCase, viewerId, now, children }: DecisionProviderProps) {
  const { caseId } = reviewCase;
  const { state, isSending, held, formAction, send } = useSending(reviewCase);
  const [seen, setSeen] = useState({ evidence: reviewCase, state: null as DecideState });
  const unseenEdits = findUnseenEdits(seen.evidence, reviewCase, viewerId);
  const corrections = useCorrections(reviewCase, {
    version: seen.evidence.evidenceVersion,
    edits: unseenEdits.length > 0 ? seen.evidence.edits : reviewCase.edits,
  });
  const isAsSeen = unseenEdits.length === 0 && reviewCase.evidenceVersion === seen.evidence.evidenceVersion;
  const [isSettling, setSettling] = useState(false);
  const [isOffline, setOffline] = useState(false);
  const { texts, setText: storeText, clear } = useTexts(caseId, state);
  const [sentTexts, setSentTexts] = useState<DecisionTexts | null>(null);
  // With the answer of the claimant the case opens again: the reviewer sees it with what is new marked.
  if (reviewCase.round !== seen.evidence.round) {
    setSeen({ evidence: reviewCase, state });
    if (state?.ok && texts === sentTexts) clear();
  }
  const [isAsking, setAsking] = useState(state?.verdict === "request_information" && !state.ok);
  const [problems, setProblems] = useState<Problems>({});
  const shown = useRef<DecideState>(null);
  useEffect(() => {
    if (shown.current === state || state === null) return;
    shown.current = state;
    if (state.ok) return setAsking(false);
    const { reason, question, ...others } = state.fields ?? {};
    setProblems({ ...(reason && { reason }), ...(question && { question }) });
    corrections.refuse(others);
    if (held === null) focusVerdict(state.verdict);
  });
  // What was refused while another page was open is shown here now.
  useEffect(() => forgetProblems({ caseId }), [caseId]);

  function setText(name: keyof DecisionTexts, text: string): void {
    storeText(name, text);
    setProblems((before) => ({ ...before, [name]: undefined }));
  }

  async function decide(form: FormData): Promise<void> {
    setOffline(!navigator.onLine);
    if (!navigator.onLine || isSettling) return;
    if (!corrections.isSettled) {
      setSettling(true);
      const isStored = await corrections.saveAll();
      setSettling(false);
      if (!isStored) return;
    }
    setSentTexts(texts);
    form.set("expected_edits", JSON.stringify(corrections.onScreen()));
    const canHold = isAsSeen && corrections.isSettled;
    await send(form, texts, (named) => (canHold ? findHeldDecision(reviewCase, named, { viewerId, now }) : null));
  }

  const isDeciding = isSending || isSettling;
  useLeaveWarning(isDeciding);
  const draft = { corrections, texts, setText, problems, isAsking, setAsking, state, isDeciding };
  const look = () => setSeen({ evidence: reviewCase, state });
  return (
    <DecisionContext value={{ ...draft, isOffline, held, seen, look, formAction, decide }}>{children}</DecisionContext>
  );
}

/** A button that was pressed has the focus again when its form is back after a refusal. */
function focusVerdict(verdict: string): void {
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>(`#decision [name=verdict][value="${CSS.escape(verdict)}"]`)?.focus();
}

/** The shared draft of the decision. Throws outside DecisionProvider. */
export function useDecision(): DecisionDraft {
  const draft = use(DecisionContext);
  if (!draft) throw new Error("useDecision is used outside DecisionProvider");
  return draft;
}
