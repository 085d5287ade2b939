"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useLazyComponent } from "@/components/ui/lazy/use-lazy-component";
import { actionProps } from "../../keys/inbox-actions";
import type { CaseDialogAct } from "./case-dialog";
import { workButton } from "./work-button";

const loadDialog = () => import("./case-dialog");

const dialogs = [
  { act: "assign", name: "Assign" },
  { act: "snooze", name: "Snooze" },
  { act: "escalate", name: "Escalate" },
] as const;

interface CaseDialogsProps {
  caseId: string;
  /** The people who may have the case. */
  people: { id: string; name: string }[];
  viewerId: string;
}

/** The buttons that assign, snooze and escalate the case, each with its dialog. */
export function CaseDialogs(about: CaseDialogsProps) {
  const [opened, setOpened] = useState<CaseDialogAct | null>(null);
  const [isMissing, setMissing] = useState(false);
  const CaseDialog = useLazyComponent(loadDialog, opened !== null, () => {
    setOpened(null);
    setMissing(true);
  });

  function open(act: CaseDialogAct) {
    setMissing(false);
    setOpened(act);
  }

  return (
    <>
      {dialogs.map(({ act, name }) => (
        <Button
          key={act}
          size="sm"
          className={workButton}
          aria-haspopup="dialog"
          aria-expanded={opened === act}
          onClick={() => open(act)}
          {...actionProps(act)}
        >
          {name}
        </Button>
      ))}
      {isMissing && (
        <p role="alert" className="order-last basis-full text-attention">
          This could not be loaded. Try again with a connection.
        </p>
      )}
      {opened && CaseDialog && <CaseDialog {...about} act={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
