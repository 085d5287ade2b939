"use client";

import { Dialog } from "@/components/ui/dialog";
import { ActionList } from "./action-list";
import type { InboxActionId } from "./inbox-actions";
import { KeySheet } from "./key-sheet";

interface InboxSheetsProps {
  sheet: "keys" | "actions";
  onClose: (chosen?: InboxActionId) => void;
}

/** The sheet of keys or the list of actions, as a dialog. */
export function InboxSheets({ sheet, onClose }: InboxSheetsProps) {
  return (
    <Dialog open onOpenChange={() => onClose()}>
      {sheet === "keys" ? <KeySheet /> : <ActionList onChoose={onClose} />}
    </Dialog>
  );
}
