import { useState } from "react";
import { type DecisionTable, maxTableRows } from "@/lib/tasks/decide-by-table/table";
import { useSeparateStep } from "../../form/editor-access";
import { type FieldPath, type Outcome, removeUnfinished, useFieldId, useFormScope } from "../../form/form-scope";
import { moveItem } from "../../schema/rows";
import type { TableColumn } from "./cell-text";
import { fullRow, insertRow, type Side } from "./edit-table";
import { pasteCells } from "./paste-cells";
import { readTabText } from "./tab-text";

/** A row by its index, or the row that applies when no other fits. */
export type RowPlace = number | "otherwise";

export interface CellPlace {
  row: RowPlace;
  side: Side;
  column: number;
}

/** The path of a cell below the path of its table. */
export const cellPath = (path: FieldPath, { row, side, column }: CellPlace): FieldPath =>
  row === "otherwise" ? [...path, "otherwise", column] : [...path, "rows", row, side, column];

interface TableEdits {
  path: FieldPath;
  table: DecisionTable;
  columns: Record<Side, readonly TableColumn[]>;
  onChange: (table: DecisionTable) => Outcome;
}

/**
 * The changes of a table that move cells. `notice` says why one was refused: a text that is not taken yet is stored by
 * its place, so it is finished first. `version` changes when cells have to show such texts anew.
 */
export function useTableEdits({ path, table, columns, onChange }: TableEdits) {
  const id = useFieldId(path);
  const { unfinished } = useFormScope();
  const separateStep = useSeparateStep();
  const [notice, setNotice] = useState("");
  const [version, setVersion] = useState(0);
  const change = (next: DecisionTable): boolean => {
    const outcome = separateStep(() => onChange(next));
    setNotice(outcome.ok ? "" : outcome.reason);
    return outcome.ok;
  };
  const restructure = (next: DecisionTable, removedRow?: number): boolean => {
    const removed = removedRow === undefined ? undefined : `${id}-rows-${removedRow}`;
    const blockingId = removeUnfinished(unfinished, id, removed);
    if (blockingId === undefined) return change(next);
    setNotice("A value of the table is not taken yet: finish it first.");
    document.getElementById(blockingId)?.focus();
    return false;
  };
  return {
    notice,
    version,
    restructure,
    insert(index: number, isCopy = false): boolean {
      if (table.rows.length >= maxTableRows) {
        setNotice(`A table has at most ${maxTableRows.toLocaleString("en")} rows.`);
        return false;
      }
      return restructure(insertRow(table, index, isCopy ? fullRow(table, table.rows[index - 1]) : undefined));
    },
    remove: (row: number): boolean => restructure({ ...table, rows: table.rows.toSpliced(row, 1) }, row),
    move: (row: number, by: -1 | 1): boolean =>
      row + by in table.rows && restructure({ ...table, rows: moveItem(table.rows, row, by) }),
    paste(row: number, side: Side, column: number, text: string): void {
      const { table: next, unread, left } = pasteCells(table, columns, { row, side, column }, readTabText(text));
      if (!change(next)) return;
      for (const one of unread) unfinished.set([id, ...cellPath([], one.place)].join("-"), one.text);
      setVersion((count) => count + 1);
      setNotice(pasteNotice(unread.length, left));
    },
  };
}

function pasteNotice(unread: number, left: { columns: number; rows: number }): string {
  const parts = [
    unread > 0 && `${unread} pasted ${unread === 1 ? "value" : "values"} could not be read: they stand in their cells.`,
    left.columns > 0 && `${left.columns} pasted ${left.columns === 1 ? "column" : "columns"} had no place.`,
    left.rows > 0 && `${left.rows} pasted rows had no place: a table has at most ${maxTableRows} rows.`,
  ];
  return parts.filter(Boolean).join(" ");
}
