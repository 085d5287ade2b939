import type { CaseView } from "@/lib/inbox/schema";
import { nameInSentence } from "@/lib/tasks/words";
import { showValue } from "../case/facts/show-value";

interface CorrectedFactsProps {
  reviewCase: CaseView;
  /** The corrections of a decision, by key, as stored. */
  edits: Record<string, unknown> | null;
}

/** The corrections that a decision applies, as a sentence; nothing without one. */
export function CorrectedFacts({ reviewCase, edits }: CorrectedFactsProps) {
  const corrected = reviewCase.facts.flatMap((fact) =>
    edits && Object.hasOwn(edits, fact.key)
      ? `${nameInSentence(fact)} to ${showValue(fact, edits[fact.key], reviewCase.currency)}`
      : [],
  );
  if (corrected.length === 0) return null;
  return (
    <p dir="auto" className="wrap-anywhere max-h-24 overflow-y-auto text-ink-soft">
      Corrected with it: {new Intl.ListFormat("en").format(corrected)}.
    </p>
  );
}
