"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SourceLink } from "@/components/ui/source-link";
import { asTyped, type Fact, type ProposedChange } from "@/lib/tasks/schema";
import { showValue } from "./show-value";

interface FactRowProps {
  fact: Fact;
  /** The correction that is not saved yet. */
  typed: string | undefined;
  proposal: ProposedChange | undefined;
  /** The reviewer whose decision set the value; undefined when the claimant stated it. */
  changedBy?: string;
  /** Makes a value the correction; the stored value removes the correction. Undefined when editing is not allowed. */
  onTake: ((typed: string) => void) | undefined;
}

/** One fact with the change that the claimant proposes. */
export function FactRow({ fact, typed, proposal, changedBy, onTake }: FactRowProps) {
  return (
    <div>
      <dt className="flex min-h-6 items-center justify-between gap-2 text-ink-faint text-meta">
        {fact.label}
        {changedBy !== undefined ? (
          <span>Changed by {changedBy}</span>
        ) : (
          fact.sourceMessageSeq !== null && <SourceLink label={fact.label} seq={fact.sourceMessageSeq} />
        )}
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
            {typed ? showValue(fact, typed) : "(empty)"}{" "}
            <span className="text-ink-soft">(corrected, was {fact.text ?? "not known"})</span>
          </>
        )}
      </dd>
      {proposal && <Proposal fact={fact} typed={typed} proposal={proposal} onTake={onTake} />}
    </div>
  );
}

function Proposal({ fact, typed, proposal, onTake }: FactRowProps & { proposal: ProposedChange }) {
  const isTaken = typed === proposal.typed;
  return (
    <dd className="mt-1 grid gap-1 border-waiting border-l-2 pl-2">
      <p className="flex items-center justify-between gap-2 text-meta text-waiting">
        Claimant proposes
        <SourceLink label={`Proposed ${fact.label}`} seq={proposal.messageSeq} />
      </p>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        <del className="text-ink-faint">{proposal.from ?? "not known"}</del> <span aria-hidden>→</span>
        <span className="sr-only"> becomes </span> <ins className="font-semibold no-underline">{proposal.to}</ins>
      </p>
      {onTake && (
        <Button
          size="sm"
          className="w-fit max-lg:h-11"
          onClick={() => onTake(isTaken ? asTyped(fact) : proposal.typed)}
        >
          {isTaken ? `Leave ${fact.label} as it was` : `Take over ${fact.type === "money" ? proposal.to : fact.label}`}
        </Button>
      )}
    </dd>
  );
}
