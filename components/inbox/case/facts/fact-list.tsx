"use client";

import { Button } from "@/components/ui/button";
import type { CaseView } from "@/lib/inbox/schema";
import { useDecision } from "../../decision/decision-context";
import { FactEditor } from "./fact-editor";
import { FactRow } from "./fact-row";

interface FactListProps {
  reviewCase: CaseView;
  canEdit: boolean;
  viewerId: string;
}

/** The facts, each with its source message and its history. A correction is stored as soon as it is typed. */
export function FactList({ reviewCase, canEdit: isEditable, viewerId }: FactListProps) {
  const { corrections, held } = useDecision();
  const canEdit = isEditable && !held;
  const { facts, proposed, editHistory } = reviewCase;
  const isEditing = corrections.isEditing && canEdit;

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
            className="aria-pressed:bg-sunken max-lg:h-11"
            onClick={() => corrections.setEditing(!isEditing)}
          >
            Edit facts
          </Button>
        )}
      </div>
      {isEditing ? (
        <div className="grid gap-3">
          <p className="text-ink-soft text-meta">
            Each correction is saved when you leave its field, and applies with your decision.
          </p>
          {facts.map((fact) => (
            <FactEditor key={fact.key} fact={fact} />
          ))}
        </div>
      ) : (
        <dl className="grid gap-2.5">
          {facts.map((fact) => (
            <FactRow
              key={fact.key}
              fact={fact}
              typed={corrections.typed[fact.key]}
              history={editHistory.filter(({ key }) => key === fact.key)}
              viewerId={viewerId}
              proposal={proposed.find(({ key }) => key === fact.key)}
              onTake={canEdit ? (text) => corrections.save(fact, text) : undefined}
            />
          ))}
        </dl>
      )}
    </section>
  );
}
