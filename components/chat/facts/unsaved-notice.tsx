"use client";

import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { Fact } from "@/lib/tasks/schema";
import { changeFormId } from "./change-facts";
import { describeEdits } from "./fact-edits";
import { useFactDesk } from "./fact-form-context";

/** Beside a yes that would confirm something else than what is typed into the fact card. */
export function UnsavedNotice({ facts }: { facts: Fact[] }) {
  const { edits, isAsked, settleEdits, isSaving } = useFactDesk();
  if (!isAsked) return null;
  return (
    <ErrorNotice
      title={`You ${describeEdits(facts, edits)} and did not save it`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button type="submit" form={changeFormId} isPending={isSaving} className="max-sm:h-11">
            Save changes first
          </Button>
          <Button onClick={() => settleEdits(true)} className="max-sm:h-11">
            Discard and confirm
          </Button>
        </div>
      }
    >
      Your yes is still in the box. It would confirm what the card shows without your change.
    </ErrorNotice>
  );
}

/** What was typed into the card when the claim moved on without it. */
export function LostEdits({ facts }: { facts: Fact[] }) {
  const { edits } = useFactDesk();
  return (
    <p role="alert" className="text-attention">
      You {describeEdits(facts, edits)}, but the claim went on before you saved it. If it matters, write it in a
      message.
    </p>
  );
}
