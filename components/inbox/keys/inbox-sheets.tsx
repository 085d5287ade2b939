"use client";

import { Dialog } from "@/components/ui/dialog";
import { ActionList } from "@/components/ui/keys/action-list";
import type { InboxActionId, offeredActions } from "./inbox-actions";
import { KeySheet } from "./key-sheet";

interface InboxSheetsProps {
  sheet: "keys" | "actions";
  /** What the page offers now. */
  offered: ReturnType<typeof offeredActions>;
  onClose: (chosen?: InboxActionId) => void;
}

/** The sheet of keys or the list of actions, as a dialog. */
export default function InboxSheets({ sheet, offered, onClose }: InboxSheetsProps) {
  const actions = offered.map((action) => ({ ...action, choose: () => onClose(action.id) }));
  return (
    <Dialog open onOpenChange={() => onClose()}>
      {sheet === "keys" ? <KeySheet /> : <ActionList groups={[{ actions }]} />}
    </Dialog>
  );
}
