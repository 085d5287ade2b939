"use client";

import { useState } from "react";
import { taskKinds } from "@/lib/tasks/kinds";
import { useSeparateStep } from "../../form/editor-access";
import { FieldFrame } from "../../form/field-frame";
import { removeUnfinished, useFieldId, useFormScope, useOpenRow } from "../../form/form-scope";
import { Picker } from "../../form/picker";
import { fieldsOfKind } from "../../schema/kind-fields";
import { moveItem } from "../../schema/rows";
import type { FormField } from "../../schema/schema-fields";
import { FieldList } from "../field-list";
import { type FieldProps, labelOf } from "../field-props";
import { Row } from "./row";

/** A task inside a task, as stored in a definition. */
interface Part {
  id: string;
  kind: string;
  label: string;
  config: Record<string, unknown>;
}

const own = { isRequired: true, defaultValue: undefined, takesSetting: false };
const partFields: readonly FormField[] = [
  { ...own, key: "label", meta: { label: "Name" }, shape: { type: "text", maxLength: 80 } },
  {
    ...{ ...own, key: "id", shape: { type: "text", maxLength: 64 } },
    meta: { label: "Id", help: "Its values stand under this name, behind the key that all parts are kept under." },
  },
];
/** Kinds that are allowed inside another task: they neither wait nor end the session. */
const kindsOfParts = Object.values(taskKinds).filter(({ waits, ends }) => !waits && !ends);
const maxParts = 20;

/** The inner tasks of a parallel task. */
export function PartsField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const id = useFieldId(path);
  const { unfinished } = useFormScope();
  const [opened, setOpened] = useOpenRow(path);
  const [notice, setNotice] = useState<string | null>(null);
  const separateStep = useSeparateStep();
  const change = (next: Part[]): void => void separateStep(() => onChange(next));
  const parts = Array.isArray(value) ? (value as Part[]) : [];
  const canMove = (removed?: number): boolean => {
    const blockingId = removeUnfinished(unfinished, id, removed === undefined ? undefined : `${id}-${removed}`);
    setNotice(blockingId === undefined ? null : "A value here is not taken yet: finish it first.");
    if (blockingId !== undefined) document.getElementById(blockingId)?.focus();
    return blockingId === undefined;
  };
  const add = (kind: string): void => {
    const made = taskKinds[kind];
    if (!made) return;
    setOpened(parts.length);
    const taken = new Set(parts.map((part) => part.id));
    let next = parts.length + 1;
    while (taken.has(`part_${next}`)) next++;
    change([...parts, { id: `part_${next}`, kind, label: made.label, config: made.defaults() as Part["config"] }]);
  };
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup mistyped={notice}>
      {() => (
        <div className="grid grid-cols-1 gap-2">
          <ol className="divide-y divide-line border-line border-y">
            {parts.map((part, index) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: inner tasks are edited by index
                key={index}
                path={[...path, index]}
                summary={{ title: part.label || part.id, detail: taskKinds[part.kind]?.label ?? part.kind }}
                place={{ index, count: parts.length, canRemove: parts.length > 1 }}
                isOpen={opened === index}
                onOpen={(isOpen) => setOpened(isOpen ? index : null)}
                onMove={(by) => {
                  if (canMove()) change(moveItem(parts, index, by));
                  setOpened(null);
                }}
                onRemove={() => {
                  if (canMove(index)) change(parts.toSpliced(index, 1));
                  setOpened(null);
                }}
              >
                <FieldList path={[...path, index]} fields={partFields} values={part} />
                <FieldList path={[...path, index, "config"]} fields={fieldsOfKind(part.kind)} values={part.config} />
              </Row>
            ))}
          </ol>
          {parts.length < maxParts && (
            <Picker
              label={`Add a part to ${field.meta.label}`}
              placeholder="Add a part"
              value=""
              items={() =>
                kindsOfParts.map(({ kind, label, description }) => ({ value: kind, title: label, detail: description }))
              }
              none="There is no such kind."
              onChoose={add}
              className="h-8 w-fit border-dashed"
            />
          )}
        </div>
      )}
    </FieldFrame>
  );
}
