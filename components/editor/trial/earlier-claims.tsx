import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import type { EarlierClaims } from "@/lib/trials/schema";
import { useEditor } from "../store/store";

interface EarlierClaimsFieldsProps {
  value: EarlierClaims;
  onChange: (value: EarlierClaims) => void;
}

/** The claims that the played person has confirmed before, for workflows that count them. */
export function EarlierClaimsFields({ value: { count, totalCents }, onChange }: EarlierClaimsFieldsProps) {
  const isCounted = useEditor(({ document }) => document.definition.tasks.some(({ kind }) => kind === "screen"));
  if (!isCounted) return null;
  const numberOf = (text: string, most: number) => Math.min(most, Math.max(0, Math.round(Number(text) || 0)));
  return (
    <details>
      <summary className="cursor-pointer py-1 font-semibold text-body">Earlier claims of this person</summary>
      <div className="grid gap-2 pt-2">
        <p className="text-ink-soft text-meta">Used by the next “Start again”.</p>
        <div className="flex flex-wrap gap-3">
          <Field id="test-run-earlier-count" label="How many">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={100}
                value={count}
                onChange={({ target }) => onChange({ count: numberOf(target.value, 100), totalCents })}
                className="w-28"
              />
            )}
          </Field>
          <Field id="test-run-earlier-total" label="Together, in dollars">
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={1_000_000}
                value={totalCents / 100}
                onChange={({ target }) => onChange({ count, totalCents: numberOf(target.value, 1_000_000) * 100 })}
                className="w-36"
              />
            )}
          </Field>
        </div>
      </div>
    </details>
  );
}
