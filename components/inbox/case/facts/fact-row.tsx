"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { SourceLink } from "@/components/ui/source-link";
import type { CaseEditView } from "@/lib/inbox/schema";
import type { Fact, ProposedChange } from "@/lib/tasks/schema";
import { asTyped } from "@/lib/tasks/words";
import { FactHistory } from "./fact-history";
import { showValue } from "./show-value";

interface FactRowProps {
  fact: Fact;
  /** The correction that is being saved. */
  typed: string | undefined;
  /** Its corrections, the oldest first. */
  history: CaseEditView[];
  viewerId: string;
  proposal: ProposedChange | undefined;
  /** Makes a value the correction. Undefined when editing is not allowed. */
  onTake: ((typed: string) => void) | undefined;
}

/** One fact with its source, its history and the change that the claimant proposes. */
export function FactRow({ fact, typed, history, viewerId, proposal, onTake }: FactRowProps) {
  const last = history.at(-1);
  const isCorrected = last?.after != null;
  return (
    <div>
      <dt className="flex min-h-6 flex-wrap items-center justify-between gap-x-2 text-ink-faint text-meta">
        {fact.label}
        {isCorrected && <span className="ml-auto">Changed by {last.by.id === viewerId ? "you" : last.by.name}</span>}
        {fact.sourceMessageSeq !== null && <SourceLink label={fact.label} seq={fact.sourceMessageSeq} />}
      </dt>
      <dd
        dir="auto"
        className={cn(
          "wrap-anywhere whitespace-pre-wrap text-start",
          fact.text === null && typed === undefined && "text-ink-faint",
          fact.text !== null && fact.type === "money" && "font-semibold",
        )}
      >
        {typed === undefined
          ? (fact.text ?? (fact.required ? "Not known, but needed" : "Not known"))
          : typed
            ? showValue(fact, typed)
            : "(empty)"}
        {isCorrected && (
          <span className="font-normal text-ink-soft"> (corrected, was {history[0]?.before ?? "not known"})</span>
        )}
        {fact.isSummarised && (
          <span className="block font-normal text-ink-soft text-meta">
            Summarised by the assistant; the words are in the conversation
          </span>
        )}
      </dd>
      {history.length > 0 && (
        <dd>
          <FactHistory fact={fact} history={history} viewerId={viewerId} />
        </dd>
      )}
      {proposal && <Proposal fact={fact} proposal={proposal} onTake={onTake} />}
    </div>
  );
}

function Proposal({ fact, proposal, onTake }: Pick<FactRowProps, "fact" | "onTake"> & { proposal: ProposedChange }) {
  const isTaken = asTyped(fact) === proposal.typed;
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
        <Button size="sm" className="w-fit max-lg:h-11" onClick={() => onTake(isTaken ? "" : proposal.typed)}>
          {isTaken ? `Leave ${fact.label} as it was` : `Take over ${fact.type === "money" ? proposal.to : fact.label}`}
        </Button>
      )}
    </dd>
  );
}
