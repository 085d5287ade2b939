"use client";

import type { KeyboardEvent } from "react";
import { FactInput } from "@/components/ui/forms/fact-input";
import { Field } from "@/components/ui/forms/field";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped } from "@/lib/tasks/words";
import { useDecision } from "../../decision/decision-context";

/** The input for one fact. It is stored when the focus leaves it, or with Enter. */
export function FactEditor({ fact }: { fact: Fact }) {
  const { corrections } = useDecision();
  const typed = corrections.typed[fact.key];

  function handleKey(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || fact.type === "long_text") return;
    event.preventDefault();
    corrections.save(fact);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the input in it
    <div onBlur={() => corrections.leave(fact)} onKeyDown={handleKey}>
      <Field
        id={`fact-${fact.key}`}
        label={fact.label}
        required={fact.required}
        error={corrections.problems[fact.key]}
        hint={typed !== undefined && typed !== asTyped(fact) ? <>Was: {fact.text ?? "not known"}</> : null}
      >
        {(control) => (
          <FactInput
            fact={fact}
            control={control}
            typed={typed ?? asTyped(fact)}
            onType={(text) => corrections.type(fact, text)}
          />
        )}
      </Field>
    </div>
  );
}
