"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FactInput } from "@/components/ui/forms/fact-input";
import { Field } from "@/components/ui/forms/field";
import type { DecisionView } from "@/lib/inbox/schema";
import { asTyped, type Fact, type ProposedChange } from "@/lib/tasks/schema";
import { useDecision } from "../../decision/decision-context";
import { FactRow } from "./fact-row";

interface FactListProps {
  facts: Fact[];
  /** Changes that the claimant proposed after confirming. */
  proposed: ProposedChange[];
  canEdit: boolean;
  /** The stored decision; null while the case is open. */
  decision: DecisionView | null;
  viewerId: string;
}

/** The confirmed facts, each with its source message. Corrections made here are saved with the approval. */
export function FactList({ facts, proposed, canEdit, decision, viewerId }: FactListProps) {
  const { edits, edit, state } = useDecision();
  const [wantsEdit, setWantsEdit] = useState(false);
  const isEditing = wantsEdit && canEdit;
  const decider = decision?.decidedById === viewerId ? "you" : decision?.decidedBy;
  const problems = (state && !state.ok && state.fields) || {};

  return (
    <section aria-labelledby="facts" className="grid gap-2 px-4 py-3">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h2 id="facts" className="text-reading">
          Facts
        </h2>
        {canEdit && (
          <Button
            size="sm"
            aria-pressed={isEditing}
            className="aria-pressed:bg-sunken"
            onClick={() => setWantsEdit(!wantsEdit)}
          >
            Edit facts
          </Button>
        )}
      </div>
      {isEditing ? (
        <div className="grid gap-3">
          <p className="text-ink-soft text-meta">What you correct is saved when you approve.</p>
          {facts.map((fact) => (
            <Field
              key={fact.key}
              id={`fact-${fact.key}`}
              label={fact.label}
              required={fact.required}
              error={problems[fact.key]}
              hint={fact.key in edits ? <>Was: {fact.text ?? "not known"}</> : null}
            >
              {(control) => (
                <FactInput
                  fact={fact}
                  control={control}
                  typed={edits[fact.key] ?? asTyped(fact)}
                  onType={(typed) => edit(fact, typed)}
                />
              )}
            </Field>
          ))}
        </div>
      ) : (
        <dl className="grid gap-2.5">
          {facts.map((fact) => (
            <FactRow
              key={fact.key}
              fact={fact}
              typed={canEdit ? edits[fact.key] : undefined}
              changedBy={decision?.edits && Object.hasOwn(decision.edits, fact.key) ? decider : undefined}
              proposal={proposed.find(({ key }) => key === fact.key)}
              onTake={canEdit ? (typed) => edit(fact, typed) : undefined}
            />
          ))}
        </dl>
      )}
    </section>
  );
}
