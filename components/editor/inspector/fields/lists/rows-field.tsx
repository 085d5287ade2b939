"use client";

import { Plus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { sentenceOf } from "../../condition/condition-sentence";
import { useDefinition, useSeparateStep } from "../../form/editor-access";
import { FieldFrame, QuietButton } from "../../form/field-frame";
import { removeUnfinished, useFieldId, useFormScope, useOpenRow } from "../../form/form-scope";
import { findKeyUse } from "../../schema/known-keys";
import { conditionOf, moveItem, newRow, type RowWords, summarizeRow } from "../../schema/rows";
import type { FormField } from "../../schema/schema-fields";
import { previewText } from "../../template/example-values";
import { FieldList } from "../field-list";
import { type FieldProps, labelOf, resetOf } from "../field-props";
import { Row } from "./row";

/** A list of objects with the same fields, for example the fields of a form. */
export function RowsField(props: FieldProps) {
  const { path, field, value, onChange } = props;
  const id = useFieldId(path);
  const { unfinished } = useFormScope();
  const [opened, setOpened] = useOpenRow(path);
  const [notice, setNotice] = useState<string | null>(null);
  const rows: unknown[] = Array.isArray(value) ? value : [];
  const words = useRowWords(rows, field);
  const shape = field.shape.type === "rows" ? field.shape : { columns: [], min: 0, max: null };
  const isFull = shape.max !== null && rows.length >= shape.max;
  const separateStep = useSeparateStep();
  const change = (next: unknown[]): void => {
    const isRemoved = next.length === 0 && !field.isRequired && field.defaultValue === undefined;
    separateStep(() => onChange(isRemoved ? undefined : next));
  };
  const add = (): void => {
    setOpened(rows.length);
    change([...rows, newRow(shape.columns, rows)]);
  };
  const canMove = (removed?: number): boolean => {
    const blockingId = removeUnfinished(unfinished, id, removed === undefined ? undefined : `${id}-${removed}`);
    setNotice(blockingId === undefined ? null : "A value here is not taken yet: finish it first.");
    if (blockingId !== undefined) document.getElementById(blockingId)?.focus();
    return blockingId === undefined;
  };
  const move = (index: number, by: -1 | 1): void => {
    if (!canMove()) return;
    change(moveItem(rows, index, by));
    setOpened((open) => (open === index ? index + by : open === index + by ? index : open));
  };
  return (
    <FieldFrame path={path} {...labelOf(field)} isGroup mistyped={notice} onReset={resetOf(props)}>
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
                  onRemove={() => {
                    if (!canMove(index)) return;
                    setOpened(null);
                    change(rows.toSpliced(index, 1));
                    document.getElementById(`${id}-add`)?.focus();
                  }}
                >
                  <FieldList path={[...path, index]} fields={columnsFor(shape.columns, row)} values={row} />
                </Row>
              ))}
            </ol>
          )}
          <span id={`${id}-add`} tabIndex={-1} className="w-fit">
            <QuietButton
              label={`Add to ${field.meta.label}`}
              text={isFull ? `At most ${shape.max}` : "Add"}
              icon={<Plus aria-hidden />}
              isOff={isFull}
              onClick={add}
            />
          </span>
        </div>
      )}
    </FieldFrame>
  );
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
