"use client";

import { Textarea } from "@/components/ui/forms/textarea";
import { isSettingReference, type Scalar, type SettingReference } from "@/lib/engine/definition-kit";
import type { Outcome } from "../form/form-scope";
import { mistyped, type Typed, typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import type { ValueInput } from "./condition-operators";
import { readScalar, writeScalar } from "./scalar-text";
import type { ValueInputProps } from "./value-input";

type Listed = Scalar | SettingReference;

interface ListValueProps extends Pick<ValueInputProps, "id" | "label" | "type" | "words" | "describedBy"> {
  input: ValueInput;
  value: readonly Listed[];
  onChange: (value: Listed[]) => Outcome;
}

/** The values of "is one of": checkboxes for a choice, otherwise one value per line. */
export function ListValue(props: ListValueProps) {
  const { id, label, type, words, value, onChange, describedBy } = props;
  if (props.input !== "choice") return <LinesValue {...props} />;
  const options = [...new Set<Listed>([...type.values, ...value])];
  const toggle = (one: Listed, isOn: boolean): void => {
    const next = options.filter((other) => (other === one ? isOn : value.includes(other)));
    onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the legend of a fieldset would be visible
    <div
      role="group"
      aria-label={label}
      aria-describedby={describedBy}
      className="flex min-h-9 min-w-32 flex-1 flex-wrap gap-x-3"
    >
      {options.map((one, index) => (
        <label key={JSON.stringify(one)} className="flex min-h-8 items-center gap-2">
          {/* A condition with an empty list is invalid. */}
          <input
            type="checkbox"
            id={index === 0 ? id : undefined}
            checked={value.includes(one)}
            disabled={value.length === 1 && value.includes(one)}
            onChange={(event) => toggle(one, event.target.checked)}
            className="size-4 accent-(--accent)"
          />
          {isSettingReference(one) ? `The setting ${one.setting}` : words(one)}
        </label>
      ))}
    </div>
  );
}

function LinesValue({ id, label, input, value, onChange, describedBy }: ListValueProps) {
  // The whole text is one value, so an invalid line is kept together with the others.
  const box = useTypedText<string>({
    id,
    value: JSON.stringify(value),
    write: (json = "[]") => (JSON.parse(json) as Listed[]).map((one) => writeListed(one, input)).join("\n"),
    read: (text) => readLines(text, input),
    onChange: (json = "[]") => onChange(JSON.parse(json) as Listed[]),
  });
  return (
    <span className="grid min-w-32 flex-1 gap-1">
      <Textarea
        id={id}
        aria-label={label}
        aria-describedby={`${describedBy} ${id}-mistyped`}
        aria-invalid={box.problem !== null || undefined}
        placeholder="One on each line"
        value={box.text}
        onChange={(event) => box.type(event.target.value)}
      />
      <span id={`${id}-mistyped`} aria-live="polite" className="text-attention text-meta empty:hidden">
        {box.problem}
      </span>
    </span>
  );
}

function readLines(text: string, input: ValueInput): Typed<string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return mistyped("Type at least one value.");
  const readings = lines.map((line) => readListed(line.trim(), input));
  const wrong = readings.find((reading) => !reading.ok);
  if (wrong && !wrong.ok) return mistyped(`“${lines[readings.indexOf(wrong)]?.trim()}”: ${wrong.problem}`);
  return typed(JSON.stringify(readings.flatMap((reading) => (reading.ok ? [reading.value] : []))));
}

// In the text, a setting is written as in a template.
const prefix = "settings.";

const writeListed = (one: Listed, input: ValueInput): string =>
  isSettingReference(one) ? `${prefix}${one.setting}` : writeScalar(one, input);

const readListed = (line: string, input: ValueInput): Typed<Listed> =>
  /^settings\.[a-z][a-z0-9_]*$/.test(line) ? typed({ setting: line.slice(prefix.length) }) : readScalar(line, input);
