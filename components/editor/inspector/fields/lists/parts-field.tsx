"use client";

import { taskKinds } from "@/lib/tasks/kinds";
import { FieldFrame } from "../../form/field-frame";
import { type FieldProps, useOpenRow } from "../../form/form-scope";
import { Picker } from "../../form/picker";
import { fieldsOfKind } from "../../schema/kind-fields";
import type { FormField } from "../../schema/schema-fields";
import { FieldList } from "../field-list";
import { labelOf } from "../field-props";
import { Row } from "./row";
import { useListEdits } from "./use-list-edits";

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
    ...own,
    key: "id",
    shape: { type: "text", maxLength: 64 },
    meta: { label: "Id", help: "Its values stand under this name, behind the key that all parts are kept under." },
  },
];
/** Kinds that are allowed inside another task: they neither wait nor end the session. */
const kindsOfParts = Object.values(taskKinds).filter(({ waits, ends }) => !waits && !ends);
const maxParts = 20;

/** The inner tasks of a parallel task. */
export function PartsField({ path, field, value, onChange }: FieldProps) {
  const [opened, setOpened] = useOpenRow(path);
  const parts = Array.isArray(value) ? (value as Part[]) : [];
  const edits = useListEdits({ path, items: parts, onChange });
  const add = (kind: string): void => {
    const part = newPart(kind, parts);
    if (!part) return;
    setOpened(parts.length);
    edits.add(part);
  };
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup mistyped={edits.notice}>
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
                  edits.move(index, by);
                  setOpened(null);
                }}
                onRemove={() => {
                  edits.remove(index);
                  setOpened(null);
                }}
              >
                <FieldList path={[...path, index]} fields={partFields} values={part} />
                <FieldList path={[...path, index, "config"]} fields={fieldsOfKind(part.kind)} values={part.config} />
              </Row>
            ))}
          </ol>
          {parts.length < maxParts && <AddPart label={`Add a part to ${field.meta.label}`} onAdd={add} />}
        </div>
      )}
    </FieldFrame>
  );
}

/** A part with an id that no other part has; undefined for an unknown kind. */
function newPart(kind: string, parts: readonly Part[]): Part | undefined {
  const known = taskKinds[kind];
  if (!known) return undefined;
  const ids = new Set(parts.map((part) => part.id));
  let number = parts.length + 1;
  while (ids.has(`part_${number}`)) number++;
  return { id: `part_${number}`, kind, label: known.label, config: known.defaults() as Part["config"] };
}

function AddPart({ label, onAdd }: { label: string; onAdd: (kind: string) => void }) {
  return (
    <Picker
      label={label}
      placeholder="Add a part"
      value=""
      items={() =>
        kindsOfParts.map(({ kind, label, description }) => ({ value: kind, title: label, detail: description }))
      }
      none="There is no such kind."
      onChoose={onAdd}
      className="h-8 w-fit border-dashed"
    />
  );
}
