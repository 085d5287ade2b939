import { RefreshCw } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { DecideState } from "@/lib/inbox/actions";
import type { CaseView } from "@/lib/inbox/schema";
import { decisionFormId } from "./decision-form";
import { cancelledTexts } from "./decision-words";
import type { Change } from "./what-changed";

interface DecisionNoticesProps {
  reviewCase: CaseView;
  /** Why the last decision was refused. */
  refusal: Extract<NonNullable<DecideState>, { ok: false }> | null;
  /** What the reviewer has not seen; null while the case is as they saw it. */
  changes: Change[] | null;
  isOffline: boolean;
  onLookAgain: (event: FormEvent) => void;
}

const codesWithOwnNotice = ["stale", "claimed"];

/** Why nothing was decided, and what to do. A problem with a box is shown at the box. */
export function DecisionNotices({ reviewCase, refusal, changes, isOffline, onLookAgain }: DecisionNoticesProps) {
  const { cancelledDecision: cancelled, assignee } = reviewCase;
  const hasOwnNotice = refusal !== null && codesWithOwnNotice.includes(refusal.code);
  const isAtBoxes = Object.keys(refusal?.fields ?? {}).length > 0;
  return (
    <>
      {cancelled && (
        <ErrorNotice title={`Your decision “${cancelled.verdictLabel}” was cancelled`}>
          {cancelledTexts[cancelled.cancelledBy]}
          {cancelled.reason && <span className="wrap-anywhere block">You wrote: {cancelled.reason}</span>}
          {cancelled.question && <span className="wrap-anywhere block">You asked: {cancelled.question}</span>}
        </ErrorNotice>
      )}
      {changes && (
        <ErrorNotice
          title="This case changed since you opened it"
          action={
            <form action={`/inbox/${reviewCase.caseId}`} onSubmit={onLookAgain}>
              <Button type="submit" size="sm" className="max-lg:h-11">
                <RefreshCw aria-hidden />
                Look again
              </Button>
            </form>
          }
        >
          Read what is new before you decide. What you typed is kept.
          {changes.length > 0 && <Changes changes={changes} />}
        </ErrorNotice>
      )}
      {isOffline && <ErrorNotice title="No connection">Nothing was decided; what you typed is kept.</ErrorNotice>}
      {refusal?.code === "claimed" && (
        <ErrorNotice
          title={assignee ? `${assignee.name} has this. Decide anyway?` : refusal.message}
          action={
            <Button
              type="submit"
              form={decisionFormId}
              name="anyway"
              value={refusal.verdict}
              size="sm"
              className="max-lg:h-11"
            >
              Decide anyway
            </Button>
          }
        >
          {refusal.message} Nothing was decided, what you typed is kept. If you decide anyway, the record says so.
        </ErrorNotice>
      )}
      {refusal && !hasOwnNotice && !isAtBoxes && (
        <ErrorNotice title={refusal.message}>
          {refusal.code === "unavailable"
            ? "What you typed is kept. Should your decision have arrived, to send it again changes nothing."
            : "Nothing was decided. What you typed is kept; try again."}
        </ErrorNotice>
      )}
    </>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  return (
    <ul aria-label="What is new" className="mt-1 grid max-h-24 gap-1 overflow-y-auto">
      {changes.map(({ id, label, before, after }) => (
        <li key={id} dir="auto" className="wrap-anywhere">
          {label}:{" "}
          {before !== null && (
            <>
              <del>{before}</del> <span aria-hidden>→</span> <span className="sr-only">becomes </span>
            </>
          )}
          <strong>{after}</strong>
        </li>
      ))}
    </ul>
  );
}
