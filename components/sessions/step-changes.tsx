import { formatMoney } from "@/lib/money";
import type { StepView } from "@/lib/sessions/schema";

/** The context keys that a step set or removed. Values are people's text and never rendered as markup. */
export function StepChanges({ changes }: { changes: StepView["changes"] }) {
  if (changes.length === 0) return <p className="text-ink-soft">Changed nothing.</p>;
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1">
      {changes.map(({ key, value }) => (
        <div key={key} className="contents">
          <dt className="wrap-anywhere font-mono text-ink-soft">{key}</dt>
          <dd dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {describeValue(key, value)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function describeValue(key: string, value: unknown): string {
  if (value === null) return "removed";
  if (typeof value === "number" && key.endsWith("_cents")) return formatMoney(value, "USD");
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}
