"use client";

import { Command } from "cmdk";
import { useState } from "react";
import { DialogContent } from "@/components/ui/dialog";
import { controlClasses } from "@/components/ui/forms/input";
import { KeyCaps } from "@/components/ui/keys/key-caps";
import { type InboxActionId, inboxActions, isOffered } from "./inbox-actions";

const itemClasses = [
  "flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-2 aria-selected:bg-sunken",
  "aria-selected:outline-2 aria-selected:outline-accent aria-selected:-outline-offset-2",
].join(" ");

/** A list of what can be done here now, with the keys and a search box. */
export function ActionList({ onChoose }: { onChoose: (id: InboxActionId) => void }) {
  const [offered] = useState(() => inboxActions.filter((action) => isOffered(action.id)));
  return (
    <DialogContent
      title="Actions"
      description={null}
      className="max-w-xl"
      onCloseAutoFocus={(event) => event.preventDefault()}
    >
      <Command label="Actions" loop>
        <Command.Input placeholder="What do you want to do?" className={`${controlClasses} h-9`} />
        <Command.List className="mt-2 max-h-[min(420px,60dvh)] overflow-y-auto">
          <Command.Empty className="p-2 text-ink-soft">Nothing is called like that.</Command.Empty>
          {offered.map((action) => (
            <Command.Item
              key={action.id}
              value={action.name}
              onSelect={() => onChoose(action.id)}
              className={itemClasses}
            >
              {action.name}
              {"key" in action && <KeyCaps combo={action.key} />}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </DialogContent>
  );
}
