"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import { createId } from "@/components/ui/requests/create-id";
import { unreachableText } from "@/components/ui/requests/request-problem";
import { type DecideState, decideAction } from "@/lib/inbox/actions";
import type { CaseView, DecisionTexts, PendingDecisionView } from "@/lib/inbox/schema";
import { refusedDecisionOf } from "../left/left-store";
import { useReport } from "../left/use-report";
import { forgetTexts } from "./boxes/use-texts";
import { rememberPending } from "./remember-pending";

/** The pending decision that the server will hold for the form, which has its id; null when that is not certain. */
type Foresee = (form: FormData) => PendingDecisionView | null;

interface Sending {
  /** The result of the last decision sent; null before one. */
  state: DecideState;
  isSending: boolean;
  /** The decision that is sent, while the server can only agree. */
  held: PendingDecisionView | null;
  /** For `<form action>`, so that the form works before JavaScript. */
  formAction: (form: FormData) => void;
  /** Sends a decision, and shows at once the pending decision that the server will hold, if `foresee` is certain. */
  send: (form: FormData, texts: DecisionTexts, foresee: Foresee) => Promise<void>;
}

/** A decision on its way to the server. `on`: the case as it was when the answer came. */
interface Held {
  view: PendingDecisionView;
  on: CaseView | null;
}

/**
 * Sends decisions on a case. In no transition: React keeps the page until all actions of transitions have ended, and a
 * reviewer goes on before the answer. A refusal is then reported on the page that they are on.
 */
export function useSending(reviewCase: CaseView): Sending {
  const { caseId } = reviewCase;
  const [posted, formAction] = useActionState(decideAction, null);
  // One that was refused after its page was left is shown again.
  const [answer, setAnswer] = useState<DecideState>(() => refusedDecisionOf(caseId));
  const [isSending, setSending] = useState(false);
  const [held, setHeld] = useState<Held | null>(null);
  const state = answer ?? posted;
  const nameIntent = useIntents(state);
  const report = useReport();
  const shown = useRef(reviewCase);
  useEffect(() => {
    shown.current = reviewCase;
  });
  // The page follows its answer. Until then the decision stays on the screen.
  if (held?.on && (held.on !== reviewCase || reviewCase.pending)) setHeld(null);

  async function send(form: FormData, texts: DecisionTexts, foresee: Foresee): Promise<void> {
    report(null);
    nameIntent(form);
    const sure = foresee(form);
    setSending(true);
    setHeld(sure && { view: sure, on: null });
    const result = await decideOrExplain(state, form, texts);
    if (result?.ok) {
      forgetTexts(caseId);
      if (result.result?.type === "pending") rememberPending(reviewCase, result.result.pending, { texts });
    } else if (result) {
      const why = Object.values(result.fields ?? {}).join(" ") || result.message;
      report({ what: "Not decided", text: `${why} What you typed is kept.`, decision: result });
    }
    setSending(false);
    setAnswer(result);
    setHeld((before) => (before && result?.ok ? { ...before, on: shown.current } : null));
  }

  return { state, isSending, held: held?.view ?? null, formAction, send };
}

/** A lost answer is a refusal, too: the error page would replace the case. */
async function decideOrExplain(state: DecideState, form: FormData, typed: DecisionTexts): Promise<DecideState> {
  try {
    return await decideAction(state, form);
  } catch {
    const verdict = String(form.get("anyway") ?? form.get("verdict"));
    return { ok: false, code: "unavailable", message: unreachableText, typed, verdict };
  }
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
