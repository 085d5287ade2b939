import type { KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { useEditorStore } from "../store/store";

/** The ids of the tabs and of their panels. */
export const trialTabs = { inspector: "editor-tab-inspector", trial: "editor-tab-test-run" } as const;
/** The id of a tab's panel. */
export const panelOf = (tab: keyof typeof trialTabs): string => `${trialTabs[tab]}-panel`;

/** Inspector or test run: the tabs of the pane while a test run is open. */
export function TrialTabs({ isTrialShown }: { isTrialShown: boolean }) {
  const store = useEditorStore();
  const show = (isShown: boolean): void => {
    const { trial, setTrial } = store.getState();
    if (trial) setTrial({ ...trial, isShown });
  };
  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    show(!isTrialShown);
    document.getElementById(isTrialShown ? trialTabs.inspector : trialTabs.trial)?.focus();
  }
  return (
    <div role="tablist" aria-label="Pane" onKeyDown={handleKeyDown} className="flex gap-1 border-line border-b px-2">
      <Tab tab="inspector" name="Inspector" isSelected={!isTrialShown} onSelect={() => show(false)} />
      <Tab tab="trial" name="Test run" isSelected={isTrialShown} onSelect={() => show(true)} />
    </div>
  );
}

interface TabProps {
  tab: keyof typeof trialTabs;
  name: string;
  isSelected: boolean;
  onSelect: () => void;
}

function Tab({ tab, name, isSelected, onSelect }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      id={trialTabs[tab]}
      aria-selected={isSelected}
      aria-controls={panelOf(tab)}
      tabIndex={isSelected ? 0 : -1}
      onClick={onSelect}
      className={cn(
        "-mb-px h-10 border-transparent border-b-2 px-3 text-body text-ink-soft hover:text-ink max-lg:h-11",
        "focus-visible:-outline-offset-2",
        isSelected && "border-accent font-semibold text-ink",
      )}
    >
      {name}
    </button>
  );
}
