import type { KeyboardEvent } from "react";
import type { DecisionTable } from "@/lib/tasks/decide-by-table/table";
import type { CellPlace, RowPlace } from "./use-table-edits";

interface Grid {
  table: DecisionTable;
  focusCell: (place: CellPlace) => void;
  /** Moves a row; false when it cannot. */
  move: (row: number, by: -1 | 1) => boolean;
  /** Adds a row at the index. */
  add: (index: number) => void;
}

const steps: Record<string, { rows: -1 | 0 | 1; columns: -1 | 0 | 1 }> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
  Enter: { rows: 1, columns: 0 },
};

/** Moves the focus from cell to cell, or with Alt the row. Enter in the last row adds one. */
export function moveInGrid(event: KeyboardEvent<HTMLElement>, { table, focusCell, move, add }: Grid): void {
  const step = steps[event.key];
  const place = placeOf(event.target);
  if (!step || !place || event.nativeEvent.isComposing) return;
  const hasControl = event.ctrlKey || event.metaKey;
  const by = event.key === "Enter" && event.shiftKey ? -1 : step.rows;
  // A list of choices has the arrow keys for itself, a text the ones to the left and right.
  const isText = event.target instanceof HTMLInputElement;
  if (!hasControl && !event.altKey && (step.columns !== 0 || !isText)) return;
  if (event.altKey) {
    if (typeof place.row !== "number" || by === 0 || event.key === "Enter") return;
    event.preventDefault();
    if (move(place.row, by)) focusCell({ ...place, row: place.row + by });
    return;
  }
  const next =
    step.columns === 0 ? { ...place, row: rowAt(place.row, by, table) } : columnAt(place, step.columns, table);
  event.preventDefault();
  if (event.key === "Enter" && by === 1 && place.row === table.rows.length - 1) add(table.rows.length);
  else if (next && next.row !== undefined) focusCell({ ...next, row: next.row });
}

function placeOf(target: EventTarget): CellPlace | undefined {
  const { cell } = target instanceof HTMLElement ? target.dataset : {};
  return cell === undefined ? undefined : (JSON.parse(cell) as CellPlace);
}

function rowAt(row: RowPlace, by: number, { rows, otherwise }: DecisionTable): RowPlace | undefined {
  const next = (row === "otherwise" ? rows.length : row) + by;
  if (next in rows) return next;
  return next === rows.length && otherwise ? "otherwise" : undefined;
}

function columnAt(place: CellPlace, by: -1 | 1, { inputs, outputs }: DecisionTable): CellPlace | undefined {
  const at = (place.side === "when" ? 0 : inputs.length) + place.column + by;
  if (at < 0 || at >= inputs.length + outputs.length) return undefined;
  if (at >= inputs.length) return { ...place, side: "set", column: at - inputs.length };
  return place.row === "otherwise" ? undefined : { ...place, side: "when", column: at };
}
