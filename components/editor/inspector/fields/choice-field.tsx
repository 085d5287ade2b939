"use client";

import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/forms/input";
import { FieldFrame } from "../form/field-frame";
import type { FieldProps } from "../form/form-scope";
import { type FormField, makeLabel } from "../schema/schema-fields";
import { labelOf, resetOf } from "./field-props";

/** One value of a fixed set. */
export function ChoiceField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const values = field.shape.type === "choice" ? field.shape.values : [];
  const chosen = value ?? field.defaultValue ?? "";
  return (
    <FieldFrame path={path} {...labelOf(field)} onReset={resetOf(props)}>
      {(control) => (
        <Select
          {...control}
          value={String(chosen)}
          onChange={(event) => void onChange(event.target.value === "" ? undefined : event.target.value)}
        >
          {(chosen === "" || (!field.isRequired && field.defaultValue === undefined)) && (
            <option value="">{field.isRequired ? "Please choose" : "None"}</option>
          )}
          {!values.includes(String(chosen)) && chosen !== "" && (
            <option value={String(chosen)}>{String(chosen)}</option>
          )}
          {values.map((one) => (
            <option key={one} value={one}>
              {choiceWords(field, one)}
            </option>
          ))}
        </Select>
      )}
    </FieldFrame>
  );
}

const choiceWords = ({ meta }: FormField, value: string): string => meta.choices?.[value] ?? makeLabel(value);

/** A boolean. */
export function SwitchField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const isOn = (value ?? field.defaultValue) === true;
  return (
    <FieldFrame path={path} {...labelOf(field)} isOptional={false}>
      {({ "aria-required": _, "aria-invalid": __, ...control }) => (
        <Switch {...control} isOn={isOn} onChange={(next) => void onChange(next)} />
      )}
    </FieldFrame>
  );
}

interface SwitchProps {
  id: string;
  "aria-describedby"?: string | undefined;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Switch({ isOn, onChange, ...control }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      {...control}
      onClick={() => onChange(!isOn)}
      className="inline-flex h-9 w-fit items-center gap-2 rounded-control text-ink-soft"
    >
      <span
        aria-hidden
        className={cn(
          "flex h-5 w-9 items-center rounded-full border p-0.5 transition-colors",
          isOn ? "justify-end border-accent bg-accent" : "border-edge bg-surface",
        )}
      >
        <span className={cn("size-3.5 rounded-full", isOn ? "bg-on-accent" : "bg-edge")} />
      </span>
      {isOn ? "Yes" : "No"}
    </button>
  );
}

const manyClasses = "grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))]";

/** Several values of a fixed set; many of them stand in columns. */
export function ChoicesField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const values = field.shape.type === "choices" ? field.shape.values : [];
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  const toggle = (one: string, isOn: boolean): void => {
    const next = values.filter((other) => (other === one ? isOn : chosen.includes(other)));
    onChange(next.length === 0 && !field.isRequired ? undefined : next);
  };
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup isWhole onReset={resetOf(props)}>
      {() => (
        <div className={cn("gap-x-4", values.length > 6 ? manyClasses : "flex flex-wrap")}>
          {values.map((one) => (
            <label key={one} className="wrap-anywhere flex min-h-8 min-w-0 items-center gap-2">
              <input
                type="checkbox"
                checked={chosen.includes(one)}
                onChange={(event) => toggle(one, event.target.checked)}
                className="size-4 shrink-0 accent-(--accent)"
              />
              {choiceWords(field, one)}
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  );
}
