import { AssignDialog } from "./assign-dialog";
import { EscalateDialog } from "./escalate-dialog";
import { SnoozeDialog } from "./snooze-dialog";

/** What a dialog of a case does. */
export type CaseDialogAct = "assign" | "snooze" | "escalate";

interface CaseDialogProps {
  act: CaseDialogAct;
  caseId: string;
  /** The people who may have the case. */
  people: { id: string; name: string }[];
  assigneeId: string | null;
  viewerId: string;
  isSnoozed: boolean;
  onClose: () => void;
}

/** The dialog of one act. */
export default function CaseDialog({ act, caseId, isSnoozed, onClose, ...assignment }: CaseDialogProps) {
  if (act === "assign") return <AssignDialog caseId={caseId} onClose={onClose} {...assignment} />;
  if (act === "snooze") return <SnoozeDialog caseId={caseId} isSnoozed={isSnoozed} onClose={onClose} />;
  return <EscalateDialog caseId={caseId} onClose={onClose} />;
}
