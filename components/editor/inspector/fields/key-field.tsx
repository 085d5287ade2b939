"use client";

import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { contextKeySchema } from "@/lib/tasks/schema";
import { renameKey } from "@/lib/workflows/commands/rename-key";
import { useDefinition, useRun } from "../form/editor-access";
import { FieldFrame } from "../form/field-frame";
import { useFieldId, useFormScope } from "../form/form-scope";
import { findKeyUse, findUses, type KeyUse } from "../schema/known-keys";
import { type FieldProps, labelOf } from "./field-props";
import { UsedBy } from "./used-by";

/** A context key that the task writes. A new name replaces the old one in the whole workflow or in this task only. */
export function KeyField({ path, field, value, onChange }: FieldProps) {
  const id = useFieldId(path);
  const key = typeof value === "string" ? value : "";
  const { unfinished, subject } = useFormScope();
  const run = useRun();
  const known = findKeyUse(useDeferredValue(useDefinition()));
  const { keys } = known;
  const [box, setBox] = useState({ text: unfinished.get(id) ?? key, key });
  const [refused, setRefused] = useState<string | null>(null);
  if (box.key !== key) setBox({ text: key, key });
  const { text } = box;
  const uses = findUses(known, key);
  const others = usesElsewhere(uses, subject);
  const isValid = contextKeySchema.safeParse(text).success;
  const isChanged = text !== key;

  const type = (next: string): void => {
    setRefused(null);
    const isKey = contextKeySchema.safeParse(next).success;
    // A key that only this task uses changes while it is typed.
    const isTaken = isKey && others.length === 0 && !keys.has(next) && onChange(next).ok;
    if (isTaken || next === key) unfinished.delete(id);
    else unfinished.set(id, next);
    setBox({ text: next, key: isTaken ? next : key });
  };
  const finish = (act: () => { ok: true } | { ok: false; reason: string }): void => {
    const outcome = act();
    setRefused(outcome.ok ? null : outcome.reason);
    if (!outcome.ok) return;
    unfinished.delete(id);
    setBox({ text, key: text });
    document.getElementById(id)?.focus();
  };
  const renameEverywhere = (): void => finish(() => run(renameKey, { from: key, to: text }));
  const mistyped =
    isChanged && !isValid
      ? "A key begins with a small letter, then letters, digits and _: like amount_cents."
      : refused;
  const canRename = isChanged && isValid && !keys.has(text);
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={mistyped}>
      {(control) => (
        <>
          <Input
            {...control}
            className="font-mono"
            list={`${id}-known`}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !canRename) return;
              event.preventDefault();
              renameEverywhere();
            }}
          />
          <datalist id={`${id}-known`}>
            {[...keys.values()].map((one) => (
              <option key={one.path} value={one.path}>
                {one.name}
              </option>
            ))}
          </datalist>
          {isChanged && isValid && (
            <span className="flex flex-wrap items-center gap-2">
              {canRename && (
                <Button size="sm" onClick={renameEverywhere}>
                  Rename in {countOf(others)}
                </Button>
              )}
              <Button size="sm" variant="quiet" onClick={() => finish(() => onChange(text))}>
                Only here
              </Button>
            </span>
          )}
          <UsedBy {...uses} />
        </>
      )}
    </FieldFrame>
  );
}

/** The other tasks and edges that use the key, without duplicates. */
function usesElsewhere({ writtenBy, readBy }: ReturnType<typeof findUses>, subject: string): KeyUse[] {
  const byPlace = new Map([...writtenBy, ...readBy].map((use) => [use.taskId ?? use.edgeId ?? "", use]));
  byPlace.delete(subject);
  return [...byPlace.values()];
}

const countOf = (others: readonly KeyUse[]): string => {
  const tasks = others.filter(({ taskId }) => taskId).length + 1;
  const edges = others.filter(({ edgeId }) => edgeId).length;
  const counts = [
    tasks > 0 && `${tasks} task${tasks === 1 ? "" : "s"}`,
    edges > 0 && `${edges} edge${edges === 1 ? "" : "s"}`,
  ];
  return counts.filter(Boolean).join(" and ");
};
