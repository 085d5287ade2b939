"use client";

import type { ReactNode } from "react";
import { Input } from "@/components/ui/forms/input";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, useFieldId } from "../form/form-scope";
import { readMoney, writeMoney } from "../texts/money-text";
import { typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import { labelOf, resetOf } from "./field-props";
import { SettingOrValue } from "./setting-or-value";

const asCents = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** An amount: dollars in the form, integer cents in the document. */
export function MoneyField(props: FieldProps) {
  return (
    <SettingOrValue {...props} type="money">
      {(actions) => <MoneyBox {...props} actions={actions} />}
    </SettingOrValue>
  );
}

function MoneyBox({ actions, ...props }: FieldProps & { actions: ReactNode }) {
  const { path, field, value, onChange } = props;
  const standard = asCents(field.defaultValue);
  const box = useTypedText<number>({
    id: useFieldId(path),
    value: asCents(value),
    write: (cents) => (cents === undefined ? "" : writeMoney(cents)),
    read: (text) => (text.trim() === "" && !field.isRequired ? typed(undefined) : readMoney(text)),
    onChange,
  });
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={box.problem} onReset={resetOf(props)} actions={actions}>
      {(control) => (
        <Input
          {...control}
          className="max-w-48 tabular-nums"
          inputMode="decimal"
          autoComplete="off"
          value={box.text}
          placeholder={standard === undefined ? "$0.00" : writeMoney(standard)}
          onChange={(event) => box.type(event.target.value)}
          onBlur={box.format}
        />
      )}
    </FieldFrame>
  );
}
