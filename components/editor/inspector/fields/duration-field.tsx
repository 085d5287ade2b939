"use client";

import type { ReactNode } from "react";
import { Input, Select } from "@/components/ui/forms/input";
import { parseDuration, toDuration } from "@/lib/engine/definition-kit";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, useFieldId } from "../form/form-scope";
import {
  type DurationText,
  type DurationUnit,
  durationUnits,
  readDuration,
  writeDuration,
} from "../texts/duration-text";
import { typed } from "../texts/typed";
import { useTypedText } from "../texts/use-typed-text";
import { labelOf, resetOf } from "./field-props";
import { SettingOrValue } from "./setting-or-value";

const asIso = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A duration: a number with a unit in the form, ISO 8601 in the document. */
export function DurationField(props: FieldProps) {
  return (
    <SettingOrValue {...props} type="duration">
      {(actions) => <DurationBox {...props} actions={actions} />}
    </SettingOrValue>
  );
}

/** A duration that the document stores in milliseconds. */
export function MillisecondsField(props: FieldProps) {
  const { value, onChange } = props;
  return (
    <DurationBox
      {...props}
      value={typeof value === "number" ? toDuration(value) : undefined}
      onChange={(iso) => onChange(typeof iso === "string" ? parseDuration(iso) : undefined)}
      firstUnit="seconds"
    />
  );
}

interface DurationBoxProps extends FieldProps {
  actions?: ReactNode;
  /** The unit of an empty duration. */
  firstUnit?: DurationUnit;
}

function DurationBox({ actions, ...props }: DurationBoxProps) {
  const { path, field, value, onChange } = props;
  const { min, max } = field.shape.type === "number" ? field.shape : { min: null, max: null };
  const limits = { ...(min !== null && { min }), ...(max !== null && { max }) };
  const standardMs = parseDuration(asIso(field.defaultValue) ?? "");
  const standard = standardMs === undefined ? undefined : writeDuration(standardMs);
  const firstUnit = standard?.unit ?? props.firstUnit ?? "hours";
  const box = useTypedText<string>({
    id: useFieldId(path),
    value: asIso(value),
    write: (iso) => joined(iso, firstUnit),
    read: (text) => {
      const parts = split(text);
      if (parts.amount.trim() === "" && !field.isRequired) return typed(undefined);
      const reading = readDuration(parts, limits);
      return reading.ok ? typed(toDuration(reading.value)) : reading;
    },
    onChange,
  });
  const { amount, unit } = split(box.text);
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={box.problem} onReset={resetOf(props)} actions={actions}>
      {(control) => (
        <span className="flex gap-2">
          <Input
            {...control}
            className="max-w-20 tabular-nums"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            placeholder={standard?.amount}
            onChange={(event) => box.type(`${event.target.value} ${unit}`)}
            onBlur={box.format}
          />
          <Select
            aria-label={`Unit of ${field.meta.label}`}
            className="max-w-32"
            value={unit}
            onChange={(event) => box.type(`${amount} ${event.target.value}`)}
          >
            {durationUnits.map((one) => (
              <option key={one.unit}>{one.unit}</option>
            ))}
          </Select>
        </span>
      )}
    </FieldFrame>
  );
}

// Number and unit are one text ("4 hours"), so an invalid number is kept together with its unit.

function joined(iso: string | undefined, firstUnit: DurationUnit): string {
  const ms = iso === undefined ? undefined : parseDuration(iso);
  if (ms === undefined) return `${iso ?? ""} ${firstUnit}`;
  const { amount, unit } = writeDuration(ms);
  return `${amount} ${unit}`;
}

function split(text: string): DurationText {
  const at = text.lastIndexOf(" ");
  const unit = durationUnits.find((one) => one.unit === text.slice(at + 1))?.unit ?? ("hours" satisfies DurationUnit);
  return { amount: text.slice(0, Math.max(0, at)), unit };
}
