"use client";

import { Picker, type PickerItem } from "../form/picker";
import type { KnownKey } from "../schema/known-keys";
import { describeFieldType } from "./type-words";

interface FieldPickerProps {
  id?: string;
  label: string;
  /** The path that is chosen; "" for none. */
  value: string;
  keys: ReadonlyMap<string, KnownKey>;
  onChoose: (path: string) => void;
  isInvalid?: boolean;
  describedBy?: string;
  /** What the button says when nothing is chosen. */
  placeholder?: string;
  className?: string;
}

/** A field of the workflow, found by the words that people have for it or by its key. */
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
    ...{ value: path, title: name, detail: `${describeFieldType(type)}${from}` },
    keywords: writtenBy.map((use) => use.name),
  };
}
