"use client";

import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useActionState,
  useEffect,
  useRef,
  useState,
} from "react";
import { createId } from "@/components/ui/requests/create-id";
import { type DecideState, decideAction } from "@/lib/inbox/actions";
import type { CaseView } from "@/lib/inbox/schema";
import { type DraftText, readDraft, writeDraft } from "./decision-draft";
import { type Corrections, useCorrections } from "./use-corrections";

type Texts = Record<DraftText, string>;

interface DecisionDraft {
  /** The evidence that the reviewer has seen, and the last result that was shown. */
  seen: { evidence: CaseView; state: DecideState };
  /** The reviewer has seen the case as it is now. */
  look: () => void;
  corrections: Corrections;
  /** The typed reason and the typed question to the claimant. */
  texts: Texts;
  setText: (name: DraftText, text: string) => void;
  /** The reason and the question that are wrong, each with a sentence. */
  problems: Partial<Texts>;
  /** The reviewer writes a question to the claimant. */
  isAsking: boolean;
  setAsking: (isAsking: boolean) => void;
  /** The result of the last decision sent; null before one. */
  state: DecideState;
  isDeciding: boolean;
  /** The last decision was not sent because there was no connection. */
  isOffline: boolean;
  /** For `<form action>`, so that the form works before JavaScript. */
  formAction: (form: FormData) => void;
  /** The same for a submit handler: React would empty a form that it submits itself. */
  decide: (form: FormData) => void;
}

const DecisionContext = createContext<DecisionDraft | null>(null);

/** Shares the unsent decision between the facts and the form: corrections, texts and the pending request. */
export function DecisionProvider({ reviewCase, children }: { reviewCase: CaseView; children: ReactNode }) {
  const { caseId } = reviewCase;
  const [state, formAction, isPending] = useActionState(decideAction, null);
  const [seen, setSeen] = useState({ evidence: reviewCase, state: null as DecideState });
  // With the answer of the claimant the case opens again: the reviewer sees it with what is new marked.
  if (reviewCase.round !== seen.evidence.round) setSeen({ evidence: reviewCase, state });
  const corrections = useCorrections(reviewCase, seen.evidence.evidenceVersion);
  const [isSettling, setSettling] = useState(false);
  const [isOffline, setOffline] = useState(false);
  const [texts, setTexts] = useTexts(caseId, state);
  const [isAsking, setAsking] = useState(state?.verdict === "request_information" && !state.ok);
  const [problems, setProblems] = useState<Partial<Texts>>({});
  const nameIntent = useIntents(state);

  const shown = useRef(state);
  useEffect(() => {
    if (shown.current === state || state === null) return;
    shown.current = state;
    if (state.ok) return setAsking(false);
    const { reason, question, ...others } = state.fields ?? {};
    setProblems({ ...(reason && { reason }), ...(question && { question }) });
    corrections.refuse(others);
  });

  function setText(name: DraftText, text: string): void {
    setTexts((before) => ({ ...before, [name]: text }));
    setProblems((before) => ({ ...before, [name]: undefined }));
    writeDraft(caseId, name, text);
  }

  // Without a connection the action would throw, and the error page would replace the case.
  async function decide(form: FormData): Promise<void> {
    setOffline(!navigator.onLine);
    if (!navigator.onLine || isSettling) return;
    setSettling(true);
    const isStored = await corrections.settle();
    setSettling(false);
    nameIntent(form);
    if (isStored) startTransition(() => formAction(form));
  }

  const isDeciding = isPending || isSettling;
  const draft = { corrections, texts, setText, problems, isAsking, setAsking, state, isDeciding, isOffline };
  const look = () => setSeen({ evidence: reviewCase, state });
  return <DecisionContext value={{ ...draft, seen, look, formAction, decide }}>{children}</DecisionContext>;
}

/** The typed texts. They are kept over a reload of the tab until a decision is stored. */
function useTexts(caseId: string, state: DecideState) {
  const [texts, setTexts] = useState<Texts>({ reason: state?.reason ?? "", question: state?.question ?? "" });
  const isDecided = state?.ok ?? false;
  // In an effect, because the server cannot read the tab's storage.
  useEffect(() => {
    setTexts(({ reason, question }) => ({
      reason: reason || readDraft(caseId, "reason"),
      question: question || readDraft(caseId, "question"),
    }));
  }, [caseId]);
  useEffect(() => {
    if (!isDecided) return;
    writeDraft(caseId, "reason", "");
    writeDraft(caseId, "question", "");
  }, [isDecided, caseId]);
  return [texts, setTexts] as const;
}

/** Names each decision: the same one sent again, as after a lost answer, has the same id; after an undo another. */
function useIntents(state: DecideState) {
  const last = useRef({ words: "", id: "", state });
  return (form: FormData): void => {
    const words = JSON.stringify([...form]);
    const isDone = state?.ok && last.current.state !== state;
    if (last.current.words !== words || isDone) last.current = { words, id: createId(), state };
    form.set("intent", last.current.id);
  };
}

/** The shared draft of the decision. Throws outside DecisionProvider. */
export function useDecision(): DecisionDraft {
  const draft = use(DecisionContext);
  if (!draft) throw new Error("useDecision is used outside DecisionProvider");
  return draft;
}
