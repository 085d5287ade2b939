"use client";

import { Input } from "@/components/ui/forms/input";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, useFieldId } from "../form/form-scope";
import { readNumber } from "../texts/number-text";
import { typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import { labelOf, resetOf } from "./field-props";
import { SettingOrValue } from "./setting-or-value";

const asNumber = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** A number with its unit. */
export function NumberField(props: FieldProps) {
  return (
    <SettingOrValue {...props} type="number">
      {(actions) => <NumberBox {...props} actions={actions} />}
    </SettingOrValue>
  );
}

function NumberBox({ actions, ...props }: FieldProps & { actions: React.ReactNode }) {
  const { path, field, value, onChange } = props;
  const { shape, meta, defaultValue } = field;
  const limits = shape.type === "number" ? shape : { isWhole: false, min: null, max: null };
  const box = useTypedText<number>({
    id: useFieldId(path),
    value: asNumber(value),
    write: (number) => (number === undefined ? "" : String(number)),
    read: (text) => (text.trim() === "" && !field.isRequired ? typed(undefined) : readNumber(text, limits)),
    onChange,
  });
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={box.problem} onReset={resetOf(props)} actions={actions}>
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            className="max-w-32 tabular-nums"
            inputMode={limits.isWhole ? "numeric" : "decimal"}
            autoComplete="off"
            value={box.text}
            placeholder={defaultValue === undefined ? undefined : String(defaultValue)}
            onChange={(event) => box.type(event.target.value)}
            onBlur={box.format}
          />
          {meta.unit && <span className="text-ink-soft">{meta.unit}</span>}
        </span>
      )}
    </FieldFrame>
  );
}
