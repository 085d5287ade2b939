"use client";

import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from "react";
import type { Condition } from "@/lib/engine";
import { upperFirst } from "@/lib/words";
import { useDefinition, useSettings } from "../form/editor-access";
import type { Outcome } from "../form/form-scope";
import { findKeyUse } from "../schema/known-keys";
import { ConditionPart } from "./condition-part";
import { type ConditionScope, ConditionScopeContext, partId } from "./condition-scope";
import { sentenceOf } from "./condition-sentence";
import { addPart, type ConditionPath, groupAt, partAt, replacePart } from "./edit-condition";
import { FieldPicker } from "./field-picker";
import { useRebuild } from "./use-rebuild";

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
  const [addedPartId, setAddedPartId] = useState<string | null>(null);
  const { rebuild, notice, version } = useRebuild(id, onChange);
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
        {value ? upperFirst(sentenceOf(value, settings, words)) : empty}
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
