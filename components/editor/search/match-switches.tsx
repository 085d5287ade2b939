import { CaseSensitive, WholeWord } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { MatchOptions } from "./match-text";

interface MatchSwitchesProps {
  options: MatchOptions;
  onChange: (options: MatchOptions) => void;
}

const switches = [
  { option: "matchesCase", name: "Match case", icon: CaseSensitive },
  { option: "wholeWords", name: "Whole words", icon: WholeWord },
] as const;

/** How the search compares. */
export function MatchSwitches({ options, onChange }: MatchSwitchesProps) {
  return (
    <div className="flex gap-1">
      {switches.map(({ option, name, icon: Icon }) => (
        <button
          key={option}
          type="button"
          aria-pressed={options[option]}
          onClick={() => onChange({ ...options, [option]: !options[option] })}
          className={cn(
            "flex h-7 items-center gap-1.5 rounded-control px-2 text-ink-soft text-meta hover:bg-sunken",
            options[option] && "bg-accent-soft text-accent hover:bg-accent-soft",
          )}
        >
          <Icon aria-hidden className="size-4" />
          {name}
        </button>
      ))}
    </div>
  );
}
