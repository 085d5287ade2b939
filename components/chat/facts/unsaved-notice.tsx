"use client";

import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import type { Fact } from "@/lib/tasks/schema";
import { changeFormId } from "./change-facts";
import { describeEdits } from "./fact-edits";
import { useFactForm } from "./fact-form-context";

/** Asks what to do with unsaved edits before a "yes" confirms the stored facts. */
export function UnsavedNotice({ facts }: { facts: Fact[] }) {
  const { edits, isAskingAboutEdits, answerAboutEdits, isSaving } = useFactForm();
  if (!isAskingAboutEdits) return null;
  return (
    <ErrorNotice
      title={`You ${describeEdits(facts, edits)} and did not save it`}
      action={
        <div className="flex flex-wrap gap-2">
          <Button type="submit" form={changeFormId} isPending={isSaving} className="max-sm:h-11">
            Save changes first
          </Button>
          <Button onClick={() => answerAboutEdits(true)} className="max-sm:h-11">
            Discard and confirm
          </Button>
        </div>
      }
    >
      Your yes is not sent yet: it would confirm what the card shows, without your change.
    </ErrorNotice>
  );
}

/** Shows the edits that were not saved before the facts were confirmed. `word` names the session: "claim". */
export function LostEditsNotice({ facts, word }: { facts: Fact[]; word: string }) {
  const { edits } = useFactForm();
  return (
    <p role="alert" className="text-attention">
      You {describeEdits(facts, edits)}, but the {word} went on before you saved it. If it matters, write it in a
      message.
    </p>
  );
}
