"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { controlClasses } from "@/components/ui/forms/input";

/** A value that can be picked, with the words that it is shown and found by. */
export interface PickerItem {
  value: string;
  title: string;
  /** A second line in smaller letters. */
  detail?: string;
  /** Further words that the search finds. */
  keywords?: readonly string[];
}

interface PickerProps {
  id?: string;
  /** The accessible name. */
  label: string;
  value: string;
  /** The words for the chosen value; without it the placeholder is shown. */
  chosen?: string;
  placeholder: string;
  /** Called when the list opens. */
  items: () => readonly PickerItem[];
  /** Shown when the search finds nothing. */
  none: string;
  onChoose: (value: string) => void;
  isInvalid?: boolean;
  describedBy?: string;
  className?: string;
}

/** A button that opens a list with a search box. Moving through the list changes nothing. */
export function Picker(props: PickerProps) {
  const { id, label, chosen, placeholder, onChoose, isInvalid, describedBy, className } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          id={id}
          aria-label={chosen === undefined ? label : `${label}: ${chosen}`}
          aria-describedby={describedBy}
          className={cn(
            controlClasses,
            "flex h-9 items-center justify-between gap-2 text-left",
            isInvalid && "border-attention",
            className,
          )}
        >
          <span className="truncate">{chosen ?? placeholder}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "z-50 w-80 max-w-[calc(100vw-16px)]",
            "rounded-surface border border-line bg-surface text-ink shadow-float",
          )}
        >
          <PickerList
            {...props}
            onChoose={(value) => {
              setOpen(false);
              onChoose(value);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function PickerList({ label, value, items, none, onChoose }: PickerProps) {
  return (
    <Command label={label} defaultValue={value} className="text-body">
      <Command.Input
        placeholder="Search"
        className="w-full border-line border-b bg-transparent px-3 py-2 text-reading outline-none sm:text-body"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-ink-soft">{none}</Command.Empty>
        {items().map((item) => (
          <Command.Item
            key={item.value}
            value={item.value}
            keywords={[item.title, ...(item.keywords ?? [])]}
            onSelect={() => onChoose(item.value)}
            className="flex cursor-pointer items-center gap-2 rounded-control px-2 py-1 data-[selected=true]:bg-sunken"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate">{item.title}</span>
              {item.detail && <span className="block truncate text-ink-faint text-meta">{item.detail}</span>}
            </span>
            {item.value === value && <Check aria-hidden className="size-4 text-accent" />}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
