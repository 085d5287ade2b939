"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/input";
import type { KnownKey } from "../known-keys";
import { describeFieldType } from "./type-words";

interface FieldPickerProps {
  id?: string;
  /** Its name for those who do not see what stands around it. */
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
export function FieldPicker(props: FieldPickerProps) {
  const { id, label, value, keys, onChoose, isInvalid, describedBy, placeholder = "Choose a field", className } = props;
  const [isOpen, setOpen] = useState(false);
  const chosen = keys.get(value);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          id={id}
          aria-label={`${label}: ${chosen?.name ?? (value || "nothing chosen")}`}
          aria-describedby={describedBy}
          aria-invalid={isInvalid || undefined}
          className={cn(controlClasses, "flex h-9 items-center justify-between gap-2 text-left", className)}
        >
          <span className={cn("truncate", value === "" && "text-ink-faint")}>
            {(chosen?.name ?? value) || placeholder}
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-80 max-w-[calc(100vw-16px)] rounded-surface border border-line bg-surface text-ink shadow-float"
        >
          <KeyList
            label={label}
            value={value}
            keys={keys}
            onChoose={(path) => {
              setOpen(false);
              onChoose(path);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type KeyListProps = Pick<FieldPickerProps, "label" | "value" | "keys" | "onChoose">;

function KeyList({ label, value, keys, onChoose }: KeyListProps) {
  return (
    <Command label={label} defaultValue={value} className="text-body">
      <Command.Input
        placeholder="Search"
        className="w-full border-line border-b bg-transparent px-3 py-2 text-reading outline-none sm:text-body"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-ink-soft">No task writes such a field.</Command.Empty>
        {[...keys.values()].map((key) => (
          <Command.Item
            key={key.path}
            value={key.path}
            keywords={[key.name, ...key.writtenBy.map(({ name }) => name)]}
            onSelect={() => onChoose(key.path)}
            className="flex cursor-pointer items-center gap-2 rounded-control px-2 py-1 data-[selected=true]:bg-sunken"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{key.name}</span>
              <span className="block truncate text-ink-faint text-meta">
                {describeFieldType(key.type)}
                {key.writtenBy[0] && `, from ${key.writtenBy[0].name}`}
                {key.writtenBy.length > 1 && ` and ${key.writtenBy.length - 1} more`}
              </span>
            </span>
            {key.path === value && <Check aria-hidden className="size-4 text-accent" />}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
