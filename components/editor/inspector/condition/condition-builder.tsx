"use client";

import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Condition } from "@/lib/engine";
import { useDefinition, useSeparateStep, useSettings } from "../form/editor-access";
import { type Outcome, removeUnfinished, useFormScope } from "../form/form-scope";
import { findKeyUse } from "../schema/known-keys";
import { ConditionPart } from "./condition-part";
import { type ConditionScope, ConditionScopeContext, partId } from "./condition-scope";
import { sentenceOf } from "./condition-sentence";
import { addPart, type ConditionPath, groupAt, partAt, replacePart } from "./edit-condition";
import { FieldPicker } from "./field-picker";

interface ConditionBuilderProps {
  id: string;
  value: Condition | undefined;
  onChange: (value: Condition | undefined) => Outcome;
  /** The text for no condition: "Always", "Otherwise". */
  empty: ReactNode;
  describedBy?: string;
  isInvalid?: boolean;
}

/** Edits a condition and shows it as a sentence. A condition is a tree of comparisons, groups and negations. */
export function ConditionBuilder({ id, value, onChange, empty, describedBy, isInvalid }: ConditionBuilderProps) {
  const { keys, words } = findKeyUse(useDeferredValue(useDefinition()));
  const settings = useSettings();
  const { unfinished } = useFormScope();
  const separateStep = useSeparateStep();
  const [addedPartId, setAddedPartId] = useState<string | null>(null);
  const [notice, setNotice] = useState("");
  const [version, setVersion] = useState(0);
  const focus = useRef<string | null>(null);
  // Runs after each render, because any change may move the part that gets the focus.
  useEffect(() => {
    if (focus.current === null) return;
    const candidates = [`${focus.current}-value`, `${focus.current}-field`, focus.current, `${id}-add`];
    candidates
      .map((one) => document.getElementById(one))
      .find(Boolean)
      ?.focus();
    focus.current = null;
  });

  const rebuild = useCallback(
    (next: Condition | undefined, at: ConditionPath | null, removed?: ConditionPath): void => {
      const stays = removeUnfinished(unfinished, id, removed && partId(id, removed));
      if (stays !== undefined) {
        setNotice("Finish the value that is not taken yet, then move conditions.");
        document.getElementById(stays)?.focus();
        return;
      }
      const outcome = separateStep(() => onChange(next));
      setNotice(outcome.ok ? "" : outcome.reason);
      focus.current = at ? partId(id, at) : id;
      setVersion((count) => count + 1);
    },
    [id, onChange, unfinished, separateStep],
  );
  const add = useCallback(
    (group: ConditionPath, field: string): void => {
      const next = addPart(value, group, { field, op: "exists" });
      const here = partAt(next, group);
      const parts = here && groupAt(here);
      const path = parts ? [...group, parts.kind, parts.parts.length - 1] : group;
      setAddedPartId(partId(id, path));
      rebuild(next, path);
    },
    [id, value, rebuild],
  );
  const scope = useMemo((): ConditionScope | null => {
    if (!value) return null;
    const change = (path: ConditionPath, part: Condition): Outcome => onChange(replacePart(value, path, part));
    return { id, keys, words, settings, root: value, change, rebuild, add, addedPartId };
  }, [id, keys, words, settings, value, onChange, rebuild, add, addedPartId]);

  return (
    <div id={id} tabIndex={-1} className="grid min-w-0 grid-cols-1 gap-3 outline-none">
      <p aria-live="polite" className="wrap-anywhere border-accent border-l-2 pl-3 text-ink">
        {value ? capitalised(sentenceOf(value, settings, words)) : empty}
      </p>
      {scope && (
        <ConditionScopeContext value={scope} key={version}>
          <ConditionPart path={[]} name="Condition" />
        </ConditionScopeContext>
      )}
      <FieldPicker
        id={`${id}-add`}
        label="Add condition"
        value=""
        placeholder="Add condition"
        keys={keys}
        describedBy={describedBy}
        isInvalid={isInvalid}
        onChoose={(field) => add([], field)}
        className="w-fit border-dashed font-semibold"
      />
      <p role="status" className="text-attention text-meta empty:hidden">
        {notice}
      </p>
    </div>
  );
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
