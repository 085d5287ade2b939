"use client";

import { Command } from "cmdk";
import { DialogContent } from "@/components/ui/dialog";
import { controlClasses } from "@/components/ui/forms/input";
import { KeyCaps } from "@/components/ui/keys/key-caps";
import type { CanvasTools } from "../canvas/tools/canvas-tools";
import { type EditorAction, editorActions } from "./editor-actions";

const groups: EditorAction["group"][] = ["Add", "Change", "Go", "Find", "View"];
const itemClasses = [
  "flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-2 aria-selected:bg-sunken",
  "aria-selected:outline-2 aria-selected:outline-accent aria-selected:-outline-offset-2",
].join(" ");

interface ActionListProps {
  tools: CanvasTools;
  isReadOnly: boolean;
  /** Closes the list and runs the chosen action. */
  onDone: (run: () => void) => void;
}

const keepFocus = (event: Event): void => event.preventDefault();

/** A list of all actions with their keys and a search box. */
export function ActionList({ tools, isReadOnly, onDone }: ActionListProps) {
  const offered = editorActions.filter((action) => !action.isOnlyKey && !(isReadOnly && action.changes));
  return (
    <DialogContent title="Actions" description={null} className="max-w-xl" onCloseAutoFocus={keepFocus}>
      <Command label="Actions" loop>
        <Command.Input placeholder="What do you want to do?" className={`${controlClasses} h-9`} />
        <Command.List className="mt-2 max-h-[min(420px,60dvh)] overflow-y-auto">
          <Command.Empty className="p-2 text-ink-soft">Nothing is called like that.</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={group} className="text-ink-soft text-meta">
              {offered
                .filter((action) => action.group === group)
                .map((action) => (
                  <Command.Item
                    key={action.id}
                    value={action.name}
                    onSelect={() => onDone(() => action.run(tools))}
                    className={`${itemClasses} text-body text-ink`}
                  >
                    {action.name}
                    {action.keys[0] && <KeyCaps combo={action.keys[0]} />}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </DialogContent>
  );
}
