"use client";

import type { ClipboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { Input, Select } from "@/components/ui/forms/input";
import { isSettingReference, type Scalar } from "@/lib/engine/definition-kit";
import type { ConditionCell } from "@/lib/tasks/decide-by-table/table";
import { settingTypesFor } from "../../condition/condition-operators";
import { type FieldPath, type Outcome, useFieldId, useFormScope, useProblemsAt } from "../../form/form-scope";
import { settingText } from "../../texts/setting-text";
import { typed } from "../../texts/typed";
import { useTypedText } from "../../texts/use-typed-text";
import { useSettingsOf } from "../use-settings-of";
import { readCell, type TableColumn, writeCell } from "./cell-text";
import { isTabText } from "./tab-text";
import { type CellPlace, cellPath } from "./use-table-edits";

export interface TableCellProps {
  path: FieldPath;
  place: CellPlace;
  column: TableColumn;
  value: ConditionCell;
  /** The first result stands apart from the conditions. */
  isFirstResult: boolean;
  onSet: (place: CellPlace, value: unknown) => Outcome;
  onPaste?: (text: string) => void;
}

/** One cell: a list for choices, otherwise a text. An invalid text stays in it with its problem. */
export function TableCell(props: TableCellProps) {
  const { path, place, column, isFirstResult, onPaste } = props;
  const id = useFieldId(cellPath(path, place));
  const { unfinished } = useFormScope();
  const isInvalid = useProblemsAt(cellPath(path, place), true).length > 0;
  const isList = (column.input === "choice" || column.input === "yes_no") && !column.takesValues;
  const shared = {
    id,
    isInvalid,
    label: `${column.name}, ${place.row === "otherwise" ? "otherwise" : `row ${place.row + 1}`}`,
  };
  const paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData("text/plain");
    if (!onPaste || !isTabText(text)) return;
    event.preventDefault();
    onPaste(text);
  };
  return (
    <td
      className={cn("min-w-28 p-0 align-top", isFirstResult && "border-line border-l-2")}
      onPaste={paste}
      data-path={JSON.stringify(cellPath(path, place))}
    >
      {isList && !unfinished.has(id) ? <ChoiceCell {...props} {...shared} /> : <TextCell {...props} {...shared} />}
    </td>
  );
}

interface ControlProps extends TableCellProps {
  id: string;
  label: string;
  isInvalid: boolean;
}

const cellClasses = "h-9 rounded-none border-transparent bg-transparent px-2 hover:border-edge max-sm:h-11";

function TextCell({ id, label, isInvalid, place, column, value, onSet }: ControlProps) {
  // The value is compared as JSON, because lists and settings are new objects after each change.
  const box = useTypedText<string>({
    id,
    value: JSON.stringify(value),
    write: (json = "null") => writeCell(JSON.parse(json), column),
    read: (text) => {
      const reading = readCell(text, column);
      return reading.ok ? typed(JSON.stringify(reading.value)) : reading;
    },
    onChange: (json = "null") => onSet(place, JSON.parse(json)),
  });
  return (
    <>
      <Input
        id={id}
        data-cell={JSON.stringify(place)}
        aria-label={label}
        aria-invalid={isInvalid || box.problem !== null || undefined}
        aria-describedby={box.problem === null ? undefined : `${id}-mistyped`}
        className={cn(cellClasses, (column.input === "money" || column.input === "number") && "tabular-nums")}
        placeholder={place.side === "when" ? "any" : "no value"}
        autoComplete="off"
        value={box.text}
        onChange={(event) => box.type(event.target.value)}
        onBlur={box.format}
      />
      {box.problem !== null && (
        <p id={`${id}-mistyped`} className="max-w-40 px-2 pb-1 text-attention text-meta">
          {box.problem}
        </p>
      )}
    </>
  );
}

function ChoiceCell({ id, label, isInvalid, place, column, value, onSet }: ControlProps) {
  const { ofType } = useSettingsOf(...settingTypesFor(column.input));
  const values: readonly Scalar[] = column.input === "yes_no" ? [true, false] : column.type.values;
  const known = [...values, ...ofType.map(({ key }) => ({ setting: key }))];
  const current = JSON.stringify(value);
  const isKnown = value === null || known.some((one) => JSON.stringify(one) === current);
  const words = (one: ConditionCell): string => {
    const setting = isSettingReference(one) ? ofType.find(({ key }) => key === one.setting) : undefined;
    return setting ? settingText(setting) : writeCell(one, column);
  };
  return (
    <Select
      id={id}
      data-cell={JSON.stringify(place)}
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      className={cn(cellClasses, value === null && "text-ink-faint")}
      value={current}
      onChange={(event) => onSet(place, JSON.parse(event.target.value))}
    >
      <option value="null">{place.side === "when" ? "any" : "no value"}</option>
      {!isKnown && <option value={current}>{words(value)} (no task writes it)</option>}
      {known.map((one) => (
        <option key={JSON.stringify(one)} value={JSON.stringify(one)}>
          {words(one)}
        </option>
      ))}
    </Select>
  );
}
