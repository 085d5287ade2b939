"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/forms/input";

interface PickOption {
  id: string;
  name: string;
  about?: string;
  icon?: ReactNode;
}

interface PickListProps {
  /** The name of the list: "Tasks". */
  label: string;
  options: readonly PickOption[];
  onPick: (id: string) => void;
}

/** A list with a search box. Arrow keys move through it; Enter or a click chooses. */
export function PickList({ label, options, onPick }: PickListProps) {
  const listId = useId();
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const found = findOptions(options, text);
  const active = found[Math.min(index, found.length - 1)];

  function handleKeyDown(event: KeyboardEvent) {
    const last = found.length - 1;
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      const allowed = Math.max(0, Math.min(last, next));
      setIndex(allowed);
      document.getElementById(`${listId}-${found[allowed]?.id}`)?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && active) onPick(active.id);
    else return;
    event.preventDefault();
  }
  return (
    <div className="grid min-h-0 gap-2">
      <Input
        role="combobox"
        aria-label={`Search ${label.toLowerCase()}`}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={active && `${listId}-${active.id}`}
        autoComplete="off"
        placeholder="Type to search"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setIndex(0);
        }}
        onKeyDown={handleKeyDown}
      />
      {found.length === 0 && <p className="text-ink-soft">Nothing is called like that.</p>}
      <div id={listId} role="listbox" aria-label={label} className="grid max-h-[50vh] overflow-y-auto">
        {found.map((option) => (
          <Option
            key={option.id}
            id={`${listId}-${option.id}`}
            option={option}
            isActive={option.id === active?.id}
            onPick={() => onPick(option.id)}
          />
        ))}
      </div>
    </div>
  );
}

/** The options that have all typed words. Options whose name starts with the text come first. */
function findOptions(options: readonly PickOption[], text: string): PickOption[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const startsWithText = ({ name }: PickOption): boolean => name.toLowerCase().startsWith(text.trim().toLowerCase());
  return options
    .filter(({ name, about = "" }) => words.every((word) => `${name} ${about}`.toLowerCase().includes(word)))
    .toSorted((one, other) => Number(startsWithText(other)) - Number(startsWithText(one)));
}

interface OptionProps {
  id: string;
  option: PickOption;
  isActive: boolean;
  onPick: () => void;
}

function Option({ id, option: { name, about, icon }, isActive, onPick }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onClick={onPick}
      className={cn(
        "flex cursor-pointer gap-3 rounded-control px-2 py-1.5 hover:bg-sunken",
        isActive && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      {icon && <span className="mt-0.5 shrink-0">{icon}</span>}
      <span className="min-w-0">
        <span dir="auto" className="wrap-anywhere block font-semibold">
          {name}
        </span>
        {about && <span className="block text-ink-soft text-meta">{about}</span>}
      </span>
    </div>
  );
}
