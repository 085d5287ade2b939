"use client";

import { type FormEvent, useActionState, useEffect, useRef } from "react";
import { catchOffline, offlineRefusal } from "@/components/chat/catch-offline";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SourceLink } from "@/components/ui/source-link";
import { confirmFacts } from "@/lib/chat/actions";
import type { ClaimView } from "@/lib/chat/schema";
import type { Fact } from "@/lib/tasks/schema";
import { ChangeFacts } from "./change-facts";
import { useFactForm } from "./fact-form-context";
import { LostEditsNotice } from "./unsaved-notice";

const confirm = catchOffline(confirmFacts, offlineRefusal);

interface FactCardProps {
  sessionId: string;
  /** Created by the server, one for each form, so that a repeated post is recognised. */
  messageIds: { confirm: string; change: string };
  facts: Fact[];
  /** The question that Confirm answers. */
  waitId: string | null;
  state: ClaimView["factsState"];
  isOpen: boolean;
  /** What the workflow calls its sessions: "claim". */
  word: string;
}

const intros = {
  collecting: "What we know so far.",
  to_confirm: "Is this right? We decide on exactly what stands here.",
  confirmed: "You confirmed these details.",
  corrected: "A specialist has corrected these details; the letter says which.",
};

/** The facts of the session, to read, confirm or change. */
export function FactCard({ sessionId, messageIds, facts, waitId, state, isOpen, word }: FactCardProps) {
  const toConfirm = state === "to_confirm";
  const missing = facts.filter(({ required, value }) => required && value === null).map(({ label }) => label);
  const { isChanging, setChanging, isRestored, edits } = useFactForm();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = `${toConfirm} ${isChanging}`;
  const shownBefore = useRef(shown);

  useEffect(() => {
    // The pressed button disappears; the focus moves to the card. In a closed claim ClosedNote takes it.
    if (isOpen && !isRestored && shown !== shownBefore.current && document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
    shownBefore.current = shown;
  }, [shown, isOpen, isRestored]);

  function openChange(event: FormEvent) {
    event.preventDefault();
    setChanging(true);
  }

  return (
    <section aria-labelledby="your-claim" className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-5 sm:px-6">
      <h2 id="your-claim" ref={heading} tabIndex={-1} className="w-fit text-reading">
        Your {word}
      </h2>
      <p className={cn("text-ink-soft", toConfirm && "text-ink")}>
        {toConfirm &&
          isChanging &&
          (isRestored ? "What you changed is still here. It is not saved yet." : "Change what is not right.")}
        {toConfirm &&
          !isChanging &&
          missing.length > 0 &&
          `Still missing: ${missing.join(", ")}. Answer below, or press Change.`}
        {!(toConfirm && (isChanging || missing.length > 0)) && intros[state]}
      </p>
      {toConfirm && isChanging ? (
        <ChangeFacts sessionId={sessionId} messageId={messageIds.change} facts={facts} />
      ) : (
        <FactList
          facts={facts}
          unknown={state === "confirmed" || state === "corrected" ? "not given" : "not given yet"}
        />
      )}
      {state === "confirmed" && Object.keys(edits).length > 0 && <LostEditsNotice facts={facts} word={word} />}
      {toConfirm && !isChanging && (
        <div className="flex flex-wrap gap-2">
          {missing.length === 0 && (
            <ConfirmForm sessionId={sessionId} messageId={messageIds.confirm} waitId={waitId ?? ""} />
          )}
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
            {fact.isSummarised && (
              <span className="flex flex-wrap items-center gap-x-2 text-ink-soft text-meta">
                Summarised by the assistant
                {fact.sourceMessageSeq !== null && (
                  <SourceLink label={fact.label} seq={fact.sourceMessageSeq}>
                    Your own words
                  </SourceLink>
                )}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ConfirmForm({ sessionId, messageId, waitId }: { sessionId: string; messageId: string; waitId: string }) {
  const [state, submit, isPending] = useActionState(confirm, null, `/claims/${sessionId}`);
  return (
    <form action={submit}>
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="clientMessageId" value={messageId} />
      <input type="hidden" name="waitId" value={waitId} />
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        {isPending ? "Confirming…" : "Confirm"}
      </Button>
      {state && !state.ok && (
        <p role="alert" className="mt-2 text-attention">
          {state.message}
        </p>
      )}
    </form>
  );
}
