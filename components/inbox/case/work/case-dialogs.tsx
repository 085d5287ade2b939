"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { actionProps } from "../../keys/inbox-actions";

// The code of a dialog is loaded when it is opened.
const AssignDialog = lazy(async () => ({ default: (await import("./assign-dialog")).AssignDialog }));
const SnoozeDialog = lazy(async () => ({ default: (await import("./snooze-dialog")).SnoozeDialog }));
const EscalateDialog = lazy(async () => ({ default: (await import("./escalate-dialog")).EscalateDialog }));

const dialogs = [
  { act: "assign", name: "Assign" },
  { act: "snooze", name: "Snooze" },
  { act: "escalate", name: "Escalate" },
] as const;

interface CaseDialogsProps {
  caseId: string;
  /** The people who may have the case. */
  people: { id: string; name: string }[];
  assigneeId: string | null;
  viewerId: string;
}

/** The buttons that assign, snooze and escalate the case, each with its dialog. */
export function CaseDialogs({ caseId, ...assignment }: CaseDialogsProps) {
  const [opened, setOpened] = useState<(typeof dialogs)[number]["act"] | null>(null);
  const dialog = { caseId, onClose: () => setOpened(null) };
  return (
    <>
      {dialogs.map(({ act, name }) => (
        <Button
          key={act}
          size="sm"
          className="max-lg:h-11"
          aria-haspopup="dialog"
          aria-expanded={opened === act}
          onClick={() => setOpened(act)}
          {...actionProps(act)}
        >
          {name}
        </Button>
      ))}
      <Suspense>
        {opened === "assign" && <AssignDialog {...dialog} {...assignment} />}
        {opened === "snooze" && <SnoozeDialog {...dialog} />}
        {opened === "escalate" && <EscalateDialog {...dialog} />}
      </Suspense>
    </>
  );
}
