"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped } from "@/lib/tasks/words";
import { FactField } from "./fact-field";
import { useFactForm } from "./fact-form-context";

/** The id of the form, for buttons outside it. */
export const changeFormId = "change-facts";

/**
 * The form of "Change": one input per fact, of the fact's type. When the conversation changes a fact, an untouched
 * input takes the new value; a touched one keeps its text and shows the new value beside it.
 */
export function ChangeFacts({ sessionId, messageId, facts }: { sessionId: string; messageId: string; facts: Fact[] }) {
  const { edits, edit, setChanging, isRestored, state, save, formAction, isSaving } = useFactForm();
  const form = useRef<HTMLFormElement>(null);
  const problems = (state && !state.ok && state.fields) || {};

  useEffect(() => {
    if (state && !state.ok) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [state]);

  // Text typed before hydration is in the inputs only.
  const typedEarly = useRef(() => {
    for (const fact of facts) {
      const input = form.current?.elements.namedItem(`value.${fact.key}`);
      const isInput = input && "value" in input && typeof input.value === "string";
      if (isInput && !edits[fact.key] && input.value !== asTyped(fact)) edit(fact, input.value);
    }
  });
  useEffect(() => typedEarly.current(), []);

  // React would empty a form that it submits itself.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save(new FormData(event.currentTarget));
  }

  return (
    <form
      id={changeFormId}
      ref={form}
      action={formAction}
      onSubmit={submit}
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
    >
      <input type="hidden" name="sessionId" value={sessionId} />
      <input type="hidden" name="clientMessageId" value={messageId} />
      {facts.map((fact, index) => (
        <FactField key={fact.key} fact={fact} problem={problems[fact.key]} autoFocus={index === 0 && !isRestored} />
      ))}
      {state && !state.ok && Object.keys(state.fields).length === 0 && (
        <p role="alert" className="text-attention">
          {state.message}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" size="lg" isPending={isSaving}>
          {isSaving ? "Saving…" : "Save changes"}
        </Button>
        <Button asChild size="lg" variant="quiet">
          <a
            href={`/claims/${sessionId}`}
            onClick={(event) => {
              event.preventDefault();
              setChanging(false);
            }}
          >
            Cancel
          </a>
        </Button>
      </div>
    </form>
  );
}
