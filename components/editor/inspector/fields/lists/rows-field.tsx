"use client";

import { Plus } from "lucide-react";
import { useDeferredValue } from "react";
import { sentenceOf } from "../../condition/condition-sentence";
import { useDefinition } from "../../form/editor-access";
import { FieldFrame, QuietButton } from "../../form/field-frame";
import { type FieldProps, useFieldId, useOpenRow } from "../../form/form-scope";
import { findKeyUse } from "../../schema/known-keys";
import { conditionOf, newRow, type RowWords, summarizeRow } from "../../schema/rows";
import type { FormField } from "../../schema/schema-fields";
import { previewText } from "../../template/example-values";
import { FieldList } from "../field-list";
import { labelOf, resetOf } from "../field-props";
import { Row } from "./row";
import { useListEdits } from "./use-list-edits";

/** A list of objects with the same fields, for example the fields of a form. */
export function RowsField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const id = useFieldId(path);
  const [opened, setOpened] = useOpenRow(path);
  const rows: unknown[] = Array.isArray(value) ? value : [];
  const words = useRowWords(rows, field);
  const shape = field.shape.type === "rows" ? field.shape : { columns: [], min: 0, max: null };
  const mayBeMissing = !field.isRequired && field.defaultValue === undefined;
  const edits = useListEdits({
    path,
    items: rows,
    onChange: (next) => onChange(next.length === 0 && mayBeMissing ? undefined : next),
  });
  const add = (): void => {
    setOpened(rows.length);
    edits.add(newRow(shape.columns, rows));
  };
  const move = (index: number, by: -1 | 1): void => {
    if (edits.move(index, by)) setOpened((open) => indexAfterMove(open, index, by));
  };
  const remove = (index: number): void => {
    if (!edits.remove(index)) return;
    setOpened(null);
    document.getElementById(`${id}-add`)?.focus();
  };
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup mistyped={edits.notice} onReset={resetOf(props)}>
      {() => (
        <div className="grid grid-cols-1 gap-1">
          {rows.length > 0 && (
            <ol className="divide-y divide-line border-line border-y">
              {rows.map((row, index) => (
                <Row
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id
                  key={index}
                  path={[...path, index]}
                  summary={words[index] ?? { title: "", detail: "" }}
                  place={{ index, count: rows.length, canRemove: rows.length > shape.min }}
                  isOpen={opened === index}
                  onOpen={(isOpen) => setOpened(isOpen ? index : null)}
                  onMove={(by) => move(index, by)}
                  onRemove={() => remove(index)}
                >
                  <FieldList path={[...path, index]} fields={columnsFor(shape.columns, row)} values={row} />
                </Row>
              ))}
            </ol>
          )}
          <span id={`${id}-add`} tabIndex={-1} className="w-fit">
            <AddRow label={`Add to ${field.meta.label}`} count={rows.length} max={shape.max} onAdd={add} />
          </span>
        </div>
      )}
    </FieldFrame>
  );
}

interface AddRowProps {
  label: string;
  count: number;
  max: number | null;
  onAdd: () => void;
}

function AddRow({ label, count, max, onAdd }: AddRowProps) {
  const isFull = max !== null && count >= max;
  return (
    <QuietButton
      label={label}
      text={isFull ? `At most ${max}` : "Add"}
      icon={<Plus aria-hidden />}
      isOff={isFull}
      onClick={onAdd}
    />
  );
}

/** The index of the open row after the row at `moved` was moved. */
function indexAfterMove(open: number | null, moved: number, by: -1 | 1): number | null {
  if (open === moved) return moved + by;
  return open === moved + by ? moved : open;
}

/** The summaries of closed rows: templates with example values, conditions as sentences. */
function useRowWords(rows: readonly unknown[], field: FormField): (RowWords & { below?: string })[] {
  const definition = useDeferredValue(useDefinition());
  return rows.map((row, index) => {
    const { title, detail } = summarizeRow(row, field, index);
    const condition = conditionOf(row);
    const { keys, words } = findKeyUse(definition);
    return {
      title: title.includes("{{") ? previewText(title, keys, definition.settings) : title,
      detail,
      ...(condition && { below: `if ${sentenceOf(condition, definition.settings, words)}` }),
    };
  });
}

/** Only a choice has options. Options of another type are shown so that they can be removed. */
const columnsFor = (columns: Parameters<typeof FieldList>[0]["fields"], row: unknown) =>
  columns.filter(({ key }) => {
    if (key !== "options" || !columns.some((column) => column.key === "type")) return true;
    const { type, options } = (row ?? {}) as { type?: unknown; options?: unknown };
    return type === "choice" || options !== undefined;
  });
