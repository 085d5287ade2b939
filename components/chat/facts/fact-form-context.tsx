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
import { catchOffline, offlineRefusal } from "@/components/chat/catch-offline";
import { type ChangeState, changeFacts } from "@/lib/chat/actions";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped } from "@/lib/tasks/words";
import { type FactEdits, openEdits, postedEdits } from "./fact-edits";
import { useRestoredEdits } from "./use-restored-edits";

interface FactForm {
  /** The form of "Change" is open. */
  isChanging: boolean;
  setChanging: (isChanging: boolean) => void;
  /** The form is open because edits from before a reload were restored. */
  isRestored: boolean;
  /** Empty when the form is closed. */
  edits: FactEdits;
  /** There are edits, and the facts are still to be confirmed. */
  isUnsaved: boolean;
  edit: (fact: Fact, typed: string) => void;
  /** Resolves a conflict: the typed text also replaces the new value of the fact. */
  keep: (fact: Fact) => void;
  /** The result of the last save; null before one. */
  state: ChangeState;
  isSaving: boolean;
  save: (form: FormData) => void;
  /** For `<form action>`, so that the form works before JavaScript. */
  formAction: (form: FormData) => void;
  /** A "yes" is held back until the person decides about the edits. */
  isAskingAboutEdits: boolean;
  /** Asks about the edits. Resolves to true when the person discards them: the "yes" then means the stored facts. */
  askAboutEdits: () => Promise<boolean>;
  answerAboutEdits: (isDiscarded: boolean) => void;
}

const FactFormContext = createContext<FactForm | null>(null);
const saveFacts = catchOffline(changeFacts, { ...offlineRefusal, values: {}, shown: {}, fields: {} });

interface FactFormProviderProps {
  sessionId: string;
  facts: Fact[];
  toConfirm: boolean;
  /** The form is open from the start: `?change=1` opens it before JavaScript. */
  startChanging: boolean;
  children: ReactNode;
}

/** Shares the unsaved edits of the facts: the card shows them, and the composer asks about them before a "yes". */
export function FactFormProvider({ sessionId, facts, toConfirm, startChanging, children }: FactFormProviderProps) {
  const [state, formAction, isSaving] = useActionState(saveFacts, null, `/claims/${sessionId}?change=1`);
  const [seen, setSeen] = useState(state);
  const [isChanging, open] = useState(startChanging && !state?.ok);
  const [typed, setEdits] = useState<FactEdits>(() => postedEdits(state));
  const edits = openEdits(facts, typed);
  const [isAsking, setAsking] = useState(false);
  const resolveQuestion = useRef<((isDiscarded: boolean) => void) | null>(null);
  const isRestored = useRestoredEdits({ sessionId, toConfirm, isChanging, typed }, (kept) => {
    open(true);
    // Edits typed since then are newer.
    setEdits((now) => ({ ...kept, ...now }));
  });

  function setChanging(isNowChanging: boolean) {
    open(isNowChanging);
    if (!isNowChanging) setEdits({});
  }

  // Here and not in the form, so that a saved change closes the form also without JavaScript.
  if (seen !== state) {
    setSeen(state);
    if (state?.ok) setChanging(false);
  }

  function answerAboutEdits(isDiscarded: boolean) {
    setAsking(false);
    if (isDiscarded) setChanging(false);
    resolveQuestion.current?.(isDiscarded);
    resolveQuestion.current = null;
  }

  const isUnsaved = toConfirm && Object.keys(edits).length > 0;
  useEffect(() => {
    if (isUnsaved) return;
    // The edits were saved, undone or came too late: the question is no longer needed.
    setAsking(false);
    resolveQuestion.current?.(false);
    resolveQuestion.current = null;
  }, [isUnsaved]);

  const value: FactForm = {
    isChanging,
    setChanging,
    isRestored,
    edits,
    isUnsaved,
    state,
    isSaving,
    formAction,
    isAskingAboutEdits: isAsking && isUnsaved,
    answerAboutEdits,
    edit(fact, typed) {
      setEdits(({ [fact.key]: before, ...others }) => {
        const shown = before?.shown ?? asTyped(fact);
        return typed === asTyped(fact) ? others : { ...others, [fact.key]: { typed, shown } };
      });
    },
    keep: (fact) =>
      setEdits(({ [fact.key]: before, ...others }) =>
        before ? { ...others, [fact.key]: { ...before, shown: asTyped(fact) } } : others,
      ),
    save: (form) => startTransition(() => formAction(form)),
    askAboutEdits() {
      resolveQuestion.current?.(false);
      setAsking(true);
      return new Promise((resolve) => {
        resolveQuestion.current = resolve;
      });
    },
  };
  return <FactFormContext value={value}>{children}</FactFormContext>;
}

/** The shared edits of the facts. Throws outside FactFormProvider. */
export function useFactForm(): FactForm {
  const form = use(FactFormContext);
  if (!form) throw new Error("useFactForm is used outside FactFormProvider");
  return form;
}
