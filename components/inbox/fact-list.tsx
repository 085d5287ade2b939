"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import type { Fact } from "@/lib/tasks/schema";
import { asTyped, useCaseDesk } from "./case-desk";
import { FactInput } from "./fact-input";
import { SourceLink } from "./source-link";

/** What the claimant confirmed, each with the message it was read from; corrected here, it counts with the approval. */
export function FactList({ facts, canEdit }: { facts: Fact[]; canEdit: boolean }) {
  const { edits, edit, state } = useCaseDesk();
  const [wantsEdit, setWantsEdit] = useState(false);
  const isEditing = wantsEdit && canEdit;
  const problems = (state && !state.ok && state.fields) || {};

  return (
    <section aria-labelledby="facts" className="grid gap-3">
      <div className="flex min-h-9 items-center justify-between gap-2">
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
        <dl className="grid gap-3">
          {facts.map((fact) => (
            <FactRow key={fact.key} fact={fact} typed={canEdit ? edits[fact.key] : undefined} />
          ))}
        </dl>
      )}
    </section>
  );
}

/** One fact to read; `typed` is the correction that is not saved yet. */
function FactRow({ fact, typed }: { fact: Fact; typed: string | undefined }) {
  return (
    <div>
      <dt className="flex min-h-6 items-center justify-between gap-2 text-ink-faint text-meta">
        {fact.label}
        {fact.sourceMessageSeq !== null && <SourceLink label={fact.label} seq={fact.sourceMessageSeq} />}
      </dt>
      <dd
        dir="auto"
        className={cn(
          "text-start wrap-anywhere whitespace-pre-wrap",
          fact.text === null && typed === undefined && "text-ink-faint",
          fact.text !== null && fact.type === "money" && "font-semibold",
        )}
      >
        {typed === undefined ? (
          <>
            {fact.text ?? (fact.required ? "Not known, but needed" : "Not known")}
            {fact.isSummarised && (
              <span className="block text-ink-soft text-meta">
                Summarised by the assistant; the words are in the conversation
              </span>
            )}
          </>
        ) : (
          <>
            {typed || "(empty)"} <span className="text-ink-soft">(corrected, was {fact.text ?? "not known"})</span>
          </>
        )}
      </dd>
    </div>
  );
}
