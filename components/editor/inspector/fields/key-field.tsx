"use client";

import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/forms/input";
import { contextKeySchema } from "@/lib/tasks/schema";
import { countNoun } from "@/lib/words";
import { renameKey } from "@/lib/workflows/commands/rename-key";
import { useDefinition, useRun } from "../form/editor-access";
import { FieldFrame } from "../form/field-frame";
import { type FieldProps, type Outcome, useFieldId, useFormScope } from "../form/form-scope";
import { findKeyUse, findUses, type KeyUse } from "../schema/known-keys";
import { labelOf } from "./field-props";
import { UsedBy } from "./used-by";

/**
 * A context key that the task writes. A new name replaces the old one in the whole workflow or in this task only.
 */
export function KeyField(props: FieldProps) {
  const { path, field } = props;
  const id = useFieldId(path);
  const { subject } = useFormScope();
  const known = findKeyUse(useDeferredValue(useDefinition()));
  const uses = findUses(known, keyOf(props));
  const others = usesElsewhere(uses, subject);
  const box = useKeyText(id, props, { keys: known.keys, isShared: others.length > 0 });
  return (
    <FieldFrame path={path} {...labelOf(field)} mistyped={box.problem}>
      {(control) => (
        <>
          <Input
            {...control}
            className="font-mono"
            list={`${id}-known`}
            autoComplete="off"
            spellCheck={false}
            value={box.text}
            onChange={(event) => box.type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !box.canRename) return;
              event.preventDefault();
              box.renameEverywhere();
            }}
          />
          <datalist id={`${id}-known`}>
            {[...known.keys.values()].map((one) => (
              <option key={one.path} value={one.path}>
                {one.name}
              </option>
            ))}
          </datalist>
          {box.isPending && (
            <span className="flex flex-wrap items-center gap-2">
              {box.canRename && (
                <Button size="sm" onClick={box.renameEverywhere}>
                  Rename in {countOf(others)}
                </Button>
              )}
              <Button size="sm" variant="quiet" onClick={box.renameHere}>
                Only here
              </Button>
            </span>
          )}
          {keyOf(props) !== "" && <UsedBy keyName={keyOf(props)} {...uses} />}
        </>
      )}
    </FieldFrame>
  );
}

const keyOf = ({ value }: FieldProps): string => (typeof value === "string" ? value : "");

interface KeyContext {
  keys: ReadonlyMap<string, unknown>;
  /** Another task or edge uses the key. */
  isShared: boolean;
}

/** The typed key. A valid new key of a shared field waits until the person chooses where it applies. */
function useKeyText(id: string, props: FieldProps, { keys, isShared }: KeyContext) {
  const { field, onChange } = props;
  const key = keyOf(props);
  const { unfinished } = useFormScope();
  const run = useRun();
  const [box, setBox] = useState({ text: unfinished.get(id) ?? key, key });
  const [refusal, setRefusal] = useState<string | null>(null);
  if (box.key !== key) setBox({ text: key, key });
  const { text } = box;
  const isValid = isKey(text);
  const isChanged = text !== key;

  const type = (next: string): void => {
    setRefusal(null);
    // An empty optional key is removed. A key that only this task uses changes while it is typed.
    const isRemoved = next === "" && !field.isRequired && onChange(undefined).ok;
    const isTaken = isRemoved || (isKey(next) && !isShared && !keys.has(next) && onChange(next).ok);
    if (isTaken || next === key) unfinished.delete(id);
    else unfinished.set(id, next);
    setBox({ text: next, key: isTaken ? next : key });
  };
  const finish = (outcome: Outcome): void => {
    setRefusal(outcome.ok ? null : outcome.reason);
    if (!outcome.ok) return;
    unfinished.delete(id);
    setBox({ text, key: text });
    document.getElementById(id)?.focus();
  };
  return {
    text,
    type,
    problem: isChanged && !isValid ? howToWriteKeys : refusal,
    isPending: isChanged && isValid,
    canRename: isChanged && isValid && !keys.has(text),
    renameEverywhere: () => finish(run(renameKey, { from: key, to: text })),
    renameHere: () => finish(onChange(text)),
  };
}

const howToWriteKeys = "A key begins with a small letter, then letters, digits and _: like amount_cents.";

const isKey = (text: string): boolean => contextKeySchema.safeParse(text).success;

/** The other tasks and edges that use the key, without duplicates. */
function usesElsewhere({ writtenBy, readBy }: ReturnType<typeof findUses>, subject: string): KeyUse[] {
  const byPlace = new Map([...writtenBy, ...readBy].map((use) => [use.taskId ?? use.edgeId ?? "", use]));
  byPlace.delete(subject);
  return [...byPlace.values()];
}

const countOf = (others: readonly KeyUse[]): string => {
  const tasks = others.filter(({ taskId }) => taskId).length + 1;
  const edges = others.filter(({ edgeId }) => edgeId).length;
  const counts = [tasks > 0 && countNoun(tasks, "task"), edges > 0 && countNoun(edges, "edge")];
  return counts.filter(Boolean).join(" and ");
};
