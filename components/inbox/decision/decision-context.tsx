"use client";

import { createContext, type ReactNode, startTransition, use, useActionState, useEffect, useState } from "react";
import { type DecideState, decideAction } from "@/lib/inbox/actions";
import { asTyped, type Fact } from "@/lib/tasks/schema";
import { readReason, writeReason } from "./reason-draft";

interface Desk {
  /** Corrected facts: key -> what was typed. Only those that differ from what is stored. */
  edits: Record<string, string>;
  edit: (fact: Fact, typed: string) => void;
  reason: string;
  setReason: (reason: string) => void;
  /** What came of the last decision sent; null before one. */
  state: DecideState;
  isDeciding: boolean;
  /** The last decision was pressed without a connection and not sent. */
  isOffline: boolean;
  /** For `<form action>`: works before JavaScript. */
  formAction: (form: FormData) => void;
  /** The same by hand, because React empties a form that it submits itself. */
  decide: (form: FormData) => void;
}

const DeskContext = createContext<Desk | null>(null);

/** What is under the reviewer's hands: corrected facts, the reason, the decision on its way. Facts and form share it. */
export function CaseDesk({ waitId, children }: { waitId: string; children: ReactNode }) {
  const [state, formAction, isDeciding] = useActionState(decideAction, null);
  const [edits, setEdits] = useState<Record<string, string>>({});
  const [reason, setTyped] = useState(state?.reason ?? "");
  const [isOffline, setOffline] = useState(false);
  const isDecided = state?.ok ?? false;

  // After the first paint, because the server does not know it.
  useEffect(() => setTyped((typed) => typed || readReason(waitId)), [waitId]);
  useEffect(() => {
    if (isDecided) writeReason(waitId, "");
  }, [isDecided, waitId]);

  function setReason(typed: string) {
    setTyped(typed);
    writeReason(waitId, typed);
  }

  function edit(fact: Fact, typed: string) {
    setEdits(({ [fact.key]: _before, ...others }) =>
      typed === asTyped(fact) ? others : { ...others, [fact.key]: typed },
    );
  }

  // Without a connection the action would throw, and the error page take the place of the case.
  function decide(form: FormData) {
    setOffline(!navigator.onLine);
    if (navigator.onLine) startTransition(() => formAction(form));
  }

  return (
    <DeskContext value={{ edits, edit, reason, setReason, state, isDeciding, isOffline, formAction, decide }}>
      {children}
    </DeskContext>
  );
}

export function useCaseDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("useCaseDesk is used outside CaseDesk");
  return desk;
}
