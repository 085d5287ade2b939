import { RefreshCw } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { DecideState } from "@/lib/inbox/actions";
import { decisionFormId } from "./decision-form";

interface DecisionNoticesProps {
  caseId: string;
  /** Why the last decision was refused. */
  refusal: Extract<NonNullable<DecideState>, { ok: false }> | null;
  /** The case has a newer version than the reviewer has seen. */
  isStale: boolean;
  isOffline: boolean;
  onLookAgain: (event: FormEvent) => void;
}

const codesWithOwnNotice = ["stale", "claimed"];

/** Why nothing was decided, and what to do. A problem with the reason is shown at its box. */
export function DecisionNotices({ caseId, refusal, isStale, isOffline, onLookAgain }: DecisionNoticesProps) {
  return (
    <>
      {isStale && (
        <ErrorNotice
          title="This case changed since you opened it"
          action={
            <form action={`/inbox/${caseId}`} onSubmit={onLookAgain}>
              <Button type="submit" size="sm" className="max-lg:h-11">
                <RefreshCw aria-hidden />
                Look again
              </Button>
            </form>
          }
        >
          Read what is new before you decide. Your reason is kept.
        </ErrorNotice>
      )}
      {isOffline && <ErrorNotice title="No connection">Nothing was decided; what you typed is kept.</ErrorNotice>}
      {refusal?.code === "claimed" && (
        <ErrorNotice
          title={refusal.message}
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
          Nothing was decided. Your reason is kept. If you decide anyway, the record says so.
        </ErrorNotice>
      )}
      {refusal && !codesWithOwnNotice.includes(refusal.code) && !refusal.fields?.reason && (
        <ErrorNotice title={refusal.message}>
          {Object.keys(refusal.fields ?? {}).length > 0
            ? Object.values(refusal.fields ?? {}).join(" ")
            : "Nothing was decided. Your reason is kept; try again."}
        </ErrorNotice>
      )}
    </>
  );
}
