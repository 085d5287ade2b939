import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";
import type { ClaimView } from "@/lib/chat/schema";
import type { StatusTone } from "@/lib/workflows/schema";

interface LetterProps {
  letter: NonNullable<ClaimView["letter"]>;
  tone: StatusTone;
  reference: string;
  /** The text. */
  children: ReactNode;
}

/** The final letter: outcome, amount and reference first, then the text. */
export function Letter({ letter, tone, reference, children }: LetterProps) {
  return (
    <article
      aria-label="Letter"
      data-letter=""
      className="my-2 scroll-mt-3 max-w-prose rounded-surface border bg-surface"
    >
      <dl className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-b px-5 py-4 sm:px-6">
        <div>
          <dt className="mb-1 text-ink-faint text-meta">Outcome</dt>
          <dd>
            <Status tone={tone}>{letter.outcome}</Status>
          </dd>
        </div>
        {letter.amountText && (
          <div>
            <dt className="text-ink-faint text-meta">{tone === "not_approved" ? "Amount asked for" : "Amount"}</dt>
            <dd className="wrap-anywhere font-semibold text-figure">{letter.amountText}</dd>
          </div>
        )}
        <div>
          <dt className="text-ink-faint text-meta">Reference</dt>
          <dd className="whitespace-nowrap font-semibold text-reading">{reference}</dd>
        </div>
      </dl>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap px-5 py-5 text-reading sm:px-6">
        {children}
      </p>
    </article>
  );
}
