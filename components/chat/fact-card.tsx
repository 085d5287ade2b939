"use client";

import { type FormEvent, useActionState, useEffect, useRef, useState } from "react";
import { ChangeFacts } from "@/components/chat/change-facts";
import { noAnswer, orUnreachable } from "@/components/chat/or-unreachable";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { changeFacts, confirmFacts } from "@/lib/chat/actions";
import type { ClaimView } from "@/lib/chat/schema";
import type { Fact } from "@/lib/tasks/schema";

const saveFacts = orUnreachable(changeFacts, { ...noAnswer, values: {}, fields: {} });
const confirm = orUnreachable(confirmFacts, noAnswer);

interface FactCardProps {
  sessionId: string;
  /** Minted by the server, one for each act, so that a repeated post is recognised. */
  messageIds: { confirm: string; change: string };
  facts: Fact[];
  /** The question that Confirm answers. */
  waitId: string | null;
  state: ClaimView["factsState"];
  /** The form of "Change" is open from the start: how it opens before JavaScript. */
  startChanging: boolean;
  isOpen: boolean;
}

const intros = {
  collecting: "What we know so far.",
  to_confirm: "Is this right? We decide on exactly what stands here.",
  confirmed: "You confirmed these details.",
};

/** What the claim says, to read, confirm or change. */
export function FactCard({ sessionId, messageIds, facts, waitId, state, startChanging, isOpen }: FactCardProps) {
  const toConfirm = state === "to_confirm";
  // Here and not in the form, so that a saved change shows the card again, also when the whole page came back.
  const [changed, change, isSaving] = useActionState(saveFacts, null, `/claims/${sessionId}?change=1`);
  const [seen, setSeen] = useState(changed);
  const [isChanging, setChanging] = useState(startChanging && !changed?.ok);
  if (seen !== changed) {
    setSeen(changed);
    if (changed?.ok) setChanging(false);
  }
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = `${toConfirm} ${isChanging}`;
  const shownBefore = useRef(shown);

  useEffect(() => {
    // The pressed button is gone with its act: the focus goes to the card; at the end of the claim to what says so.
    if (isOpen && shown !== shownBefore.current && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
    shownBefore.current = shown;
  }, [shown, isOpen]);

  function openChange(event: FormEvent) {
    event.preventDefault();
    setChanging(true);
  }

  return (
    <section aria-labelledby="your-claim" className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-5 sm:px-6">
      <h2 id="your-claim" ref={heading} tabIndex={-1} className="w-fit text-reading">
        Your claim
      </h2>
      <p className={cn("text-ink-soft", toConfirm && "text-ink")}>
        {toConfirm && isChanging ? "Change what is not right." : intros[state]}
      </p>
      {toConfirm && isChanging ? (
        <ChangeFacts
          sessionId={sessionId}
          messageId={messageIds.change}
          facts={facts}
          state={changed}
          act={change}
          isSaving={isSaving}
          onClose={() => setChanging(false)}
        />
      ) : (
        <FactList facts={facts} unknown={state === "confirmed" ? "not given" : "not given yet"} />
      )}
      {toConfirm && !isChanging && (
        <div className="flex flex-wrap gap-2">
          <ConfirmForm sessionId={sessionId} messageId={messageIds.confirm} waitId={waitId ?? ""} />
          <form action={`/claims/${sessionId}`} onSubmit={openChange}>
            <Button type="submit" size="lg" name="change" value="1">
              Change
            </Button>
          </form>
        </div>
      )}
    </section>
  );
}

function FactList({ facts, unknown }: { facts: Fact[]; unknown: string }) {
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-2">
      {facts.map((fact) => (
        <div key={fact.key} className="contents">
          <dt className="text-ink-faint">{fact.label}</dt>
          <dd
            dir="auto"
            className={cn(
              "wrap-anywhere whitespace-pre-wrap text-start",
              fact.text === null && "text-ink-faint",
              fact.text !== null && fact.type === "money" && "font-semibold text-reading",
            )}
          >
            {fact.text ?? unknown}
            {fact.isSummarised && <span className="block text-ink-soft text-meta">Summarised by the assistant</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ConfirmForm({ sessionId, messageId, waitId }: { sessionId: string; messageId: string; waitId: string }) {
  const [state, act, pending] = useActionState(confirm, null, `/claims/${sessionId}`);
  return (
    <form action={act}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="clientMessageId" value={messageId} />
      <input type="hidden" name="waitId" value={waitId} />
      <Button type="submit" variant="primary" size="lg" isPending={pending}>
        {pending ? "Confirming…" : "Confirm"}
      </Button>
      {state && !state.ok && (
        <p role="alert" className="mt-2 text-attention">
          {state.message}
        </p>
      )}
    </form>
  );
}
