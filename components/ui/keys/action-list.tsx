"use client";

import { Command } from "cmdk";
import { DialogContent } from "@/components/ui/dialog";
import { controlClasses } from "@/components/ui/forms/input";
import type { Combo } from "./combo";
import { KeyCaps } from "./key-caps";

const itemClasses = [
  "flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-2 text-body text-ink",
  "aria-selected:bg-sunken aria-selected:outline-2 aria-selected:outline-accent aria-selected:-outline-offset-2",
].join(" ");

interface ListedAction {
  id: string;
  name: string;
  /** The key that does the same. */
  combo?: Combo;
  /** Closes the dialog and does it. */
  choose: () => void;
}

/** Actions, under a heading if there is one. */
interface ActionGroup {
  heading?: string;
  actions: ListedAction[];
}

/** A dialog with the actions that can be done here, with their keys and a search box. */
export function ActionList({ groups }: { groups: ActionGroup[] }) {
  return (
    <DialogContent
      title="Actions"
      description={null}
      className="max-w-xl"
      // The component that opened it moves the focus.
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <Command label="Actions" loop>
        <Command.Input placeholder="What do you want to do?" className={`${controlClasses} h-9`} />
        <Command.List className="mt-2 max-h-[min(420px,60dvh)] overflow-y-auto">
          <Command.Empty className="p-2 text-ink-soft">Nothing is called like that.</Command.Empty>
          {groups.map(({ heading, actions }) => (
            <Command.Group key={heading ?? ""} heading={heading} className="text-ink-soft text-meta">
              {actions.map(({ id, name, combo, choose }) => (
                <Command.Item key={id} value={name} onSelect={choose} className={itemClasses}>
                  {name}
                  {combo && <KeyCaps combo={combo} />}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </DialogContent>
  );
}
