"use client";

import { createContext, type ReactNode, startTransition, use, useActionState, useEffect, useState } from "react";
import { type DecideState, decideAction } from "@/lib/inbox/actions";
import { asTyped, type Fact } from "@/lib/tasks/schema";
import { readReason, writeReason } from "./reason-draft";

interface DecisionDraft {
  /** Typed corrections by fact key. Only those that differ from the stored value. */
  edits: Record<string, string>;
  edit: (fact: Fact, typed: string) => void;
  reason: string;
  setReason: (reason: string) => void;
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

/** Shares the unsent decision between the facts and the form: corrections, reason and the pending request. */
export function DecisionProvider({ caseId, children }: { caseId: string; children: ReactNode }) {
  const [state, formAction, isDeciding] = useActionState(decideAction, null);
  const [edits, setEdits] = useState<Record<string, string>>({});
  const [reason, setTyped] = useState(state?.reason ?? "");
  const [isOffline, setOffline] = useState(false);
  const isDecided = state?.ok ?? false;

  // In an effect, because the server cannot read the tab's storage.
  useEffect(() => setTyped((typed) => typed || readReason(caseId)), [caseId]);
  useEffect(() => {
    if (isDecided) writeReason(caseId, "");
  }, [isDecided, caseId]);

  function setReason(typed: string) {
    setTyped(typed);
    writeReason(caseId, typed);
  }

  function edit(fact: Fact, typed: string) {
    setEdits(({ [fact.key]: _before, ...others }) =>
      typed === asTyped(fact) ? others : { ...others, [fact.key]: typed },
    );
  }

  // Without a connection the action would throw, and the error page would replace the case.
  function decide(form: FormData) {
    setOffline(!navigator.onLine);
    if (navigator.onLine) startTransition(() => formAction(form));
  }

  return (
    <DecisionContext value={{ edits, edit, reason, setReason, state, isDeciding, isOffline, formAction, decide }}>
      {children}
    </DecisionContext>
  );
}

/** The shared draft of the decision. Throws outside DecisionProvider. */
export function useDecision(): DecisionDraft {
  const draft = use(DecisionContext);
  if (!draft) throw new Error("useDecision is used outside DecisionProvider");
  return draft;
}
