"use client";

import { Button } from "@/components/ui/button";
import { FactInput } from "@/components/ui/forms/fact-input";
import { Field } from "@/components/ui/forms/field";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped } from "@/lib/tasks/words";
import { isConflict } from "./fact-edits";
import { useFactForm } from "./fact-form-context";

interface FactFieldProps {
  fact: Fact;
  problem: string | undefined;
  autoFocus: boolean;
}

/** The input of one fact. A conflict with the conversation is shown as its error, with buttons to resolve it. */
export function FactField({ fact, problem, autoFocus }: FactFieldProps) {
  const { edits, edit } = useFactForm();
  const { typed, shown } = edits[fact.key] ?? { typed: asTyped(fact), shown: asTyped(fact) };
  const hasChanged = isConflict(fact, edits[fact.key]);
  return (
    <div className="grid gap-2">
      <input type="hidden" name={`was.${fact.key}`} value={shown} />
      <Field
        id={`fact-${fact.key}`}
        label={fact.label}
        required={fact.required}
        error={hasChanged ? `The chat now says ${fact.text ?? "nothing"} here.` : problem}
      >
        {(control) => (
          <FactInput
            fact={fact}
            control={control}
            typed={typed}
            name={`value.${fact.key}`}
            onType={(text) => edit(fact, text)}
            autoFocus={autoFocus}
            isEmptiable
          />
        )}
      </Field>
      {hasChanged && <ConflictButtons fact={fact} />}
    </div>
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
