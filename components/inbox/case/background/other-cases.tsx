import Link from "next/link";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OtherCase } from "@/lib/inbox/schema";

const statusWords: Record<OtherCase["status"], string> = {
  open: "Open",
  waiting_on_claimant: "Waiting on claimant",
  decided: "Decided",
  cancelled: "Closed",
};

/** More are folded. */
const maxShown = 4;

/** The claimant's other cases, the newest first. */
export function OtherCases({ cases, claimantName }: { cases: OtherCase[]; claimantName: string }) {
  const others = cases.slice(maxShown);
  return (
    <section className="grid gap-1">
      <h2 className="text-reading">Other cases of {claimantName}</h2>
      {cases.length === 0 && <p className="text-ink-soft">None.</p>}
      <CaseLinks cases={cases.slice(0, maxShown)} />
      {others.length > 0 && (
        <details>
          <summary className="min-h-6 w-fit rounded-control text-ink-soft hover:text-ink">{others.length} more</summary>
          <CaseLinks cases={others} />
        </details>
      )}
    </section>
  );
}

function CaseLinks({ cases }: { cases: OtherCase[] }) {
  return (
    <ul className="grid gap-1">
      {cases.map((other) => (
        <li key={other.caseId}>
          <Link
            href={`/inbox/${other.caseId}`}
            prefetch={false}
            className="-mx-2 grid rounded-control px-2 py-1 hover:bg-sunken"
          >
            <span className="flex flex-wrap justify-between gap-x-2">
              <Money
                cents={other.amountCents}
                currency={other.currency}
                unknown={other.subject}
                className="font-semibold"
              />
              <span className="text-ink-soft">{other.verdictLabel ?? statusWords[other.status]}</span>
            </span>
            <span className="text-ink-faint text-meta">
              {other.subject} · {other.reference} · <RelativeTime iso={other.openedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
