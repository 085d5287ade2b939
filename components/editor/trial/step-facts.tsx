import type { Fact } from "@/lib/tasks/schema";

/** The facts of the open question, as its reader sees them. */
export function StepFacts({ facts }: { facts: readonly Fact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1 text-meta">
      {facts.map(({ key, label, text }) => (
        <div key={key} className="contents">
          <dt className="wrap-anywhere text-ink-soft">{label}</dt>
          <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {text ?? "not known"}
          </dd>
        </div>
      ))}
    </dl>
  );
}
