import { AssignDialog } from "./assign-dialog";
import { EscalateDialog } from "./escalate-dialog";
import { SnoozeDialog } from "./snooze/snooze-dialog";

/** What a dialog of a case does. */
export type CaseDialogAct = "assign" | "snooze" | "escalate";

interface CaseDialogProps {
  act: CaseDialogAct;
  caseId: string;
  /** The people who may have the case. */
  people: { id: string; name: string }[];
  viewerId: string;
  onClose: () => void;
}

/** The dialog of one act. */
export default function CaseDialog({ act, caseId, onClose, ...assignment }: CaseDialogProps) {
  if (act === "assign") return <AssignDialog onClose={onClose} {...assignment} />;
  if (act === "snooze") return <SnoozeDialog onClose={onClose} />;
  return <EscalateDialog caseId={caseId} onClose={onClose} />;
}
