import { FactInput } from "@/components/ui/forms/fact-input";
import { Field } from "@/components/ui/forms/field";
import type { Fact } from "@/lib/tasks/schema";

interface FactEditsProps {
  facts: readonly Fact[];
  /** What was typed, by fact. */
  edits: Readonly<Record<string, string>>;
  /** Why a value was refused, by fact. */
  problems: Readonly<Record<string, string>>;
  onChange: (edits: Record<string, string>) => void;
}

/** The reviewer's corrections. An empty box changes nothing. */
export function FactEdits({ facts, edits, problems, onChange }: FactEditsProps) {
  if (facts.length === 0) return null;
  const isNeeded = facts.some(({ key }) => problems[key] !== undefined);
  function type({ key }: Fact, text: string) {
    const { [key]: _before, ...others } = edits;
    onChange(text === "" ? others : { ...others, [key]: text });
  }
  return (
    <details open={isNeeded || undefined}>
      <summary className="cursor-pointer py-1 font-semibold text-meta">Change facts</summary>
      <div className="grid gap-2 pt-1">
        <p className="text-ink-soft text-meta">An empty box changes nothing.</p>
        {facts.map((fact) => (
          <Field key={fact.key} id={`test-run-fact-${fact.key}`} label={fact.label} error={problems[fact.key]}>
            {(control) => (
              <FactInput
                fact={fact}
                control={control}
                typed={edits[fact.key] ?? ""}
                onType={(text) => type(fact, text)}
                isEmptiable
              />
            )}
          </Field>
        ))}
      </div>
    </details>
  );
}
