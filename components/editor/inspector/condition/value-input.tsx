"use client";

import { SlidersHorizontal } from "lucide-react";
import { Input, Select } from "@/components/ui/forms/input";
import type { Scalar, SettingReference } from "@/lib/engine/definition-kit";
import { upperFirst } from "@/lib/words";
import { useSettingsOf } from "../fields/use-settings-of";
import { QuietButton } from "../form/field-frame";
import type { Outcome } from "../form/form-scope";
import { settingKeyOf, settingText } from "../texts/setting-text";
import { useTypedText } from "../texts/use-typed-text";
import { type FieldType, settingTypesFor, type ValueInput } from "./condition-operators";
import { readScalar, writeScalar } from "./scalar-text";

export interface ValueInputProps {
  id: string;
  /** For example "Value of condition 2". */
  label: string;
  /** The name of the field. A new setting for the value gets its name from it. */
  fieldName: string;
  input: ValueInput;
  type: FieldType;
  /** Formats a value as an option of a choice. */
  words: (value: Scalar) => string;
  /** Undefined until a value is typed. */
  value: Scalar | SettingReference | undefined;
  onChange: (value: Scalar | SettingReference) => Outcome;
  describedBy: string;
}

/** Edits the value of a comparison: a value of the field's type, or a setting. */
export function ConditionValue(props: ValueInputProps) {
  const { id, label, fieldName, input, value, onChange } = props;
  const what = `the ${label.toLowerCase()}`;
  const [ownType] = settingTypesFor(input);
  const { all, ofType, make } = useSettingsOf(...settingTypesFor(input));
  const key = settingKeyOf(value);
  if (key === undefined) {
    const [first] = ofType;
    return (
      <span className="flex min-w-0 flex-1 items-start gap-1">
        <ScalarInput {...props} value={value as Scalar | undefined} />
        {ownType && (first || hasValue(value)) && (
          <span className="flex h-9 items-center">
            <QuietButton
              label={first ? `Use a setting for ${what}` : `Make ${what} a setting`}
              icon={<SlidersHorizontal aria-hidden />}
              onClick={() => {
                if (first) onChange({ setting: first.key });
                else
                  make(`${upperFirst(fieldName)} limit`, ownType, value, (madeKey) => onChange({ setting: madeKey }));
              }}
            />
          </span>
        )}
      </span>
    );
  }
  const setting = all.find((one) => one.key === key);
  return (
    <span className="flex min-w-0 flex-1 items-start gap-1">
      <Select id={id} aria-label={label} value={key} onChange={(event) => onChange({ setting: event.target.value })}>
        {!setting && <option value={key}>{key} (no such setting)</option>}
        {ofType.map((one) => (
          <option key={one.key} value={one.key}>
            {settingText(one)}
          </option>
        ))}
      </Select>
      <span className="flex h-9 items-center">
        <QuietButton
          label={`Type ${what}`}
          icon={<SlidersHorizontal aria-hidden />}
          isPressed
          onClick={() => setting && void onChange(setting.value)}
        />
      </span>
    </span>
  );
}

const hasValue = (value: unknown): boolean => value !== undefined && value !== null;

type ScalarInputProps = Omit<ValueInputProps, "value"> & { value: Scalar | undefined };

function ScalarInput(props: ScalarInputProps) {
  const { id, label, input, type, words, value, onChange, describedBy } = props;
  const shared = { id, "aria-label": label, "aria-describedby": describedBy };
  if (input === "choice" || input === "yes_no") {
    const options: readonly Scalar[] = input === "yes_no" ? [true, false] : type.values;
    const isKnown = value === undefined || options.includes(value);
    return (
      <Select
        {...shared}
        value={value === undefined ? "" : String(value)}
        onChange={(event) => {
          const next = options.find((one) => String(one) === event.target.value);
          if (next !== undefined) onChange(next);
        }}
      >
        {value === undefined && <option value="">Please choose</option>}
        {!isKnown && <option value={String(value)}>{words(value)} (no task writes it)</option>}
        {options.map((one) => (
          <option key={String(one)} value={String(one)}>
            {words(one)}
          </option>
        ))}
      </Select>
    );
  }
  return <TextValue {...props} />;
}

function TextValue({ id, label, input, value, onChange, describedBy }: ScalarInputProps) {
  const box = useTypedText<Scalar>({
    id,
    value,
    write: (scalar) => writeScalar(scalar, input),
    read: (text) => readScalar(text, input),
    onChange: (next) => (next === undefined ? { ok: true } : onChange(next)),
  });
  return (
    <span className="grid min-w-0 flex-1 gap-1">
      <Input
        id={id}
        aria-label={label}
        aria-describedby={`${describedBy} ${id}-mistyped`}
        aria-invalid={box.problem !== null || undefined}
        type={input === "date" ? "date" : undefined}
        inputMode={input === "money" || input === "number" ? "decimal" : undefined}
        autoComplete="off"
        value={box.text}
        placeholder={input === "money" ? "$0.00" : undefined}
        onChange={(event) => box.type(event.target.value)}
        onBlur={box.format}
      />
      <span id={`${id}-mistyped`} aria-live="polite" className="text-attention text-meta empty:hidden">
        {box.problem}
      </span>
    </span>
  );
}
