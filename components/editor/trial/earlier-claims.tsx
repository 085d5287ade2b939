import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";
import type { EarlierClaims } from "@/lib/trials/schema";
import { useEditor } from "../store/store";

interface EarlierClaimsFieldsProps {
  value: EarlierClaims;
  onChange: (value: EarlierClaims) => void;
}

/** The claims that the claimant has confirmed before, for workflows that count them. */
export function EarlierClaimsFields({ value: { count, totalCents }, onChange }: EarlierClaimsFieldsProps) {
  const isCounted = useEditor(({ document }) => document.definition.tasks.some(({ kind }) => kind === "screen"));
  if (!isCounted) return null;
  return (
    <details>
      <summary className="cursor-pointer py-1 font-semibold text-body">Earlier claims of this person</summary>
      <div className="grid gap-2 pt-2">
        <p className="text-ink-soft text-meta">Used by the next “Start again”.</p>
        <div className="flex flex-wrap gap-3">
          <NumberField
            name="How many"
            most={100}
            value={count}
            onChange={(number) => onChange({ count: number, totalCents })}
          />
          <NumberField
            name="Together, in dollars"
            most={1_000_000}
            value={totalCents / 100}
            onChange={(dollars) => onChange({ count, totalCents: dollars * 100 })}
          />
        </div>
      </div>
    </details>
  );
}

interface NumberFieldProps {
  name: string;
  most: number;
  value: number;
  onChange: (value: number) => void;
}

function NumberField({ name, most, value, onChange }: NumberFieldProps) {
  const numberOf = (text: string): number => Math.min(most, Math.max(0, Math.round(Number(text) || 0)));
  return (
    <Field id={`test-run-${name.replaceAll(/\W+/g, "-").toLowerCase()}`} label={name}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={0}
          max={most}
          value={value}
          onChange={({ target }) => onChange(numberOf(target.value))}
          className="w-36"
        />
      )}
    </Field>
  );
}
