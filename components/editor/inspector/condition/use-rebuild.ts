import { useCallback, useEffect, useRef, useState } from "react";
import type { Condition } from "@/lib/engine";
import { useSeparateStep } from "../form/editor-access";
import { type Outcome, removeUnfinished, useFormScope } from "../form/form-scope";
import { type ConditionScope, partId } from "./condition-scope";
import type { ConditionPath } from "./edit-condition";

/**
 * Adds, removes and moves parts of a condition. `version` changes when the parts must be mounted again; `notice` says
 * why a change was refused.
 */
export function useRebuild(id: string, onChange: (value: Condition | undefined) => Outcome) {
  const { unfinished } = useFormScope();
  const separateStep = useSeparateStep();
  const [notice, setNotice] = useState("");
  const [version, setVersion] = useState(0);
  const focus = useRef<string | null>(null);
  // Runs after each render, because any change may move the part that gets the focus.
  useEffect(() => {
    if (focus.current === null) return;
    const candidates = [`${focus.current}-value`, `${focus.current}-field`, focus.current, `${id}-add`];
    const elements = candidates.map((one) => document.getElementById(one));
    elements.find(Boolean)?.focus();
    focus.current = null;
  });

  const rebuild: ConditionScope["rebuild"] = useCallback(
    (next: Condition | undefined, at: ConditionPath | null, removed?: ConditionPath): void => {
      const blockingId = removeUnfinished(unfinished, id, removed && partId(id, removed));
      if (blockingId !== undefined) {
        setNotice("Finish the value that is not taken yet, then move conditions.");
        document.getElementById(blockingId)?.focus();
        return;
      }
      const outcome = separateStep(() => onChange(next));
      setNotice(outcome.ok ? "" : outcome.reason);
      focus.current = at ? partId(id, at) : id;
      setVersion((count) => count + 1);
    },
    [id, onChange, unfinished, separateStep],
  );
  return { rebuild, notice, version };
}
