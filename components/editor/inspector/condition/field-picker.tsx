"use client";

import { Picker, type PickerItem } from "../form/picker";
import type { KnownKey } from "../schema/known-keys";
import { describeFieldType } from "./type-words";

interface FieldPickerProps {
  id?: string;
  label: string;
  /** The chosen path; "" for none. */
  value: string;
  keys: ReadonlyMap<string, KnownKey>;
  onChoose: (path: string) => void;
  isInvalid?: boolean;
  describedBy?: string;
  /** The text of the button when no field is chosen. */
  placeholder?: string;
  className?: string;
}

/** Chooses a field of the workflow. The search finds names and keys. */
export function FieldPicker({ keys, value, placeholder = "Choose a field", ...props }: FieldPickerProps) {
  return (
    <Picker
      {...props}
      value={value}
      chosen={value === "" ? undefined : (keys.get(value)?.name ?? value)}
      placeholder={placeholder}
      items={() => [...keys.values()].map(itemOf)}
      none="No task writes such a field."
    />
  );
}

function itemOf({ path, name, type, writtenBy }: KnownKey): PickerItem {
  const [first, ...others] = writtenBy;
  const from = first ? `, from ${first.name}${others.length > 0 ? ` and ${others.length} more` : ""}` : "";
  return {
    value: path,
    title: name,
    detail: `${describeFieldType(type)}${from}`,
    keywords: writtenBy.map((use) => use.name),
  };
}
