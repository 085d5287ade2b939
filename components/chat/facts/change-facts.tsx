"use client";

import { type FormEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { FactInput } from "@/components/ui/forms/fact-input";
import { Field } from "@/components/ui/forms/field";
import { asTyped, type Fact } from "@/lib/tasks/schema";
import { isConflict } from "./fact-edits";
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
  const conflicts = facts.filter((fact) => isConflict(fact, edits[fact.key]));

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
      {facts.map((fact, index) => {
        const { typed, shown } = edits[fact.key] ?? { typed: asTyped(fact), shown: asTyped(fact) };
        const hasChanged = conflicts.includes(fact);
        return (
          <div key={fact.key} className="grid gap-2">
            <input type="hidden" name={`was.${fact.key}`} value={shown} />
            <Field
              id={`fact-${fact.key}`}
              label={fact.label}
              required={fact.required}
              error={hasChanged ? `The chat now says ${fact.text ?? "nothing"} here.` : problems[fact.key]}
            >
              {(control) => (
                <FactInput
                  fact={fact}
                  control={control}
                  typed={typed}
                  name={`value.${fact.key}`}
                  onType={(text) => edit(fact, text)}
                  autoFocus={index === 0 && !isRestored}
                  isEmptiable
                />
              )}
            </Field>
            {hasChanged && <ConflictButtons fact={fact} />}
          </div>
        );
      })}
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

/** Keeps the typed value or takes the conversation's. Before JavaScript the buttons post the form. */
function ConflictButtons({ fact }: { fact: Fact }) {
  const { edit, keep } = useFactForm();
  const resolve = (change: () => void) => (event: { preventDefault(): void }) => {
    event.preventDefault();
    change();
    document.getElementById(`fact-${fact.key}`)?.focus();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <input type="hidden" name={`now.${fact.key}`} value={asTyped(fact)} />
      <Button
        type="submit"
        name="keep"
        value={fact.key}
        size="sm"
        className="max-sm:h-11"
        onClick={resolve(() => keep(fact))}
      >
        Keep my {fact.label}
      </Button>
      <Button
        type="submit"
        name="take"
        value={fact.key}
        size="sm"
        className="max-sm:h-11"
        onClick={resolve(() => edit(fact, asTyped(fact)))}
      >
        Take {fact.type === "money" && fact.text ? fact.text : `the chat’s ${fact.label}`}
      </Button>
    </div>
  );
}
