"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { actionProps } from "../../keys/inbox-actions";

// The code of a dialog is loaded when it is opened.
const AssignDialog = dynamic(() => import("./assign-dialog").then((module) => module.AssignDialog), { ssr: false });
const SnoozeDialog = dynamic(() => import("./snooze-dialog").then((module) => module.SnoozeDialog), { ssr: false });
const EscalateDialog = dynamic(() => import("./escalate-dialog").then((module) => module.EscalateDialog), {
  ssr: false,
});

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
      {opened === "assign" && <AssignDialog {...dialog} {...assignment} />}
      {opened === "snooze" && <SnoozeDialog {...dialog} />}
      {opened === "escalate" && <EscalateDialog {...dialog} />}
    </>
  );
}
