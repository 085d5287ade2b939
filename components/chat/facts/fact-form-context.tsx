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
import { noAnswer, orUnreachable } from "@/components/chat/catch-offline";
import { type ChangeState, changeFacts } from "@/lib/chat/actions";
import { asTyped, type Fact } from "@/lib/tasks/schema";
import { type FactEdits, openEdits, postedEdits } from "./fact-edits";
import { useRestoredEdits } from "./use-restored-edits";

interface FactDesk {
  /** The form of "Change" is open. */
  isChanging: boolean;
  setChanging: (isChanging: boolean) => void;
  /** It is open with what was typed before a reload, not by a press of Change. */
  isRestored: boolean;
  /** Nothing when the form is closed. */
  edits: FactEdits;
  /** There are edits, and the facts are still to be confirmed. */
  isUnsaved: boolean;
  edit: (fact: Fact, typed: string) => void;
  /** Of a fact that has changed under the person's hands: what they typed is meant for the new value, too. */
  keep: (fact: Fact) => void;
  /** What came of the last save, and whether one is on its way. */
  state: ChangeState;
  isSaving: boolean;
  save: (form: FormData) => void;
  /** For `<form action>`: works before JavaScript. */
  formAction: (form: FormData) => void;
  /** A yes waits for what should become of the edits. */
  isAsked: boolean;
  /** Asks the person; true when they discard the edits, so that the yes is meant for what the chat says. */
  askAboutEdits: () => Promise<boolean>;
  settleEdits: (isDiscarded: boolean) => void;
}

const DeskContext = createContext<FactDesk | null>(null);
const saveFacts = orUnreachable(changeFacts, { ...noAnswer, values: {}, shown: {}, fields: {} });

interface FactDeskProviderProps {
  sessionId: string;
  facts: Fact[];
  toConfirm: boolean;
  /** The form is open from the start: how it opens before JavaScript. */
  startChanging: boolean;
  children: ReactNode;
}

/** What is typed into the fact card and not saved. The card draws it; the message box asks about it before a yes. */
export function FactDeskProvider({ sessionId, facts, toConfirm, startChanging, children }: FactDeskProviderProps) {
  const [state, formAction, isSaving] = useActionState(saveFacts, null, `/claims/${sessionId}?change=1`);
  const [seen, setSeen] = useState(state);
  const [isChanging, open] = useState(startChanging && !state?.ok);
  const [typed, setEdits] = useState<FactEdits>(() => postedEdits(state));
  // An edit that the chat has caught up with is none any more.
  const edits = openEdits(facts, typed);
  const [isAsked, setAsked] = useState(false);
  const answer = useRef<((isDiscarded: boolean) => void) | null>(null);
  const isRestored = useRestoredEdits({ sessionId, toConfirm, isChanging, typed }, (kept) => {
    open(true);
    // What is typed by now is newer.
    setEdits((now) => ({ ...kept, ...now }));
  });

  function setChanging(isNowChanging: boolean) {
    open(isNowChanging);
    if (!isNowChanging) setEdits({});
  }

  // Here and not in the form, so that a saved change shows the card again, also when the whole page came back.
  if (seen !== state) {
    setSeen(state);
    if (state?.ok) setChanging(false);
  }

  function settleEdits(isDiscarded: boolean) {
    setAsked(false);
    if (isDiscarded) setChanging(false);
    answer.current?.(isDiscarded);
    answer.current = null;
  }

  const isUnsaved = toConfirm && Object.keys(edits).length > 0;
  useEffect(() => {
    if (isUnsaved) return;
    // Saved, taken back by hand, or too late: there is nothing to ask about any more.
    setAsked(false);
    answer.current?.(false);
    answer.current = null;
  }, [isUnsaved]);

  const desk: FactDesk = {
    ...{ isChanging, setChanging, isRestored, edits, isUnsaved, state, isSaving, formAction, isAsked, settleEdits },
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
      answer.current?.(false);
      setAsked(true);
      return new Promise((resolve) => {
        answer.current = resolve;
      });
    },
  };
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useFactDesk(): FactDesk {
  const desk = use(DeskContext);
  if (!desk) throw new Error("useFactDesk is used outside FactDeskProvider");
  return desk;
}
