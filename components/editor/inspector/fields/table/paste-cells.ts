import { type DecisionTable, maxTableRows } from "@/lib/tasks/decide-by-table/table";
import { readCell, type TableColumn } from "./cell-text";
import { fullRow, type Side } from "./edit-table";

interface Place {
  row: number;
  side: Side;
  column: number;
}

interface Pasted {
  table: DecisionTable;
  /** The texts that could not be read, by the place of their cells. */
  unread: { place: Place; text: string }[];
  /** Cells beyond the last column, and rows beyond the largest table. */
  left: { columns: number; rows: number };
}

/** Writes pasted cells into a table from a cell on. Rows that are missing are added. */
export function pasteCells(
  table: DecisionTable,
  columns: Record<Side, readonly TableColumn[]>,
  at: Place,
  cells: readonly (readonly string[])[],
): Pasted {
  const places = [
    ...columns.when.map((column, index) => ({ side: "when" as const, index, column })),
    ...columns.set.map((column, index) => ({ side: "set" as const, index, column })),
  ];
  const first = places.findIndex(({ side, index }) => side === at.side && index === at.column);
  const rows = [...table.rows];
  const unread: Pasted["unread"] = [];
  const taken = cells.slice(0, maxTableRows - at.row);
  for (const [offset, texts] of taken.entries()) {
    const row = at.row + offset;
    const next = fullRow(table, rows[row]);
    for (const [index, text] of texts.entries()) {
      const place = places[first + index];
      if (!place) break;
      const reading = readCell(text, place.column);
      if (reading.ok) (next[place.side] as unknown[])[place.index] = reading.value;
      else unread.push({ place: { row, side: place.side, column: place.index }, text });
    }
    rows[row] = next;
  }
  const widest = Math.max(0, ...cells.map((texts) => texts.length));
  return {
    table: { ...table, rows },
    unread,
    left: { columns: Math.max(0, widest - (places.length - first)), rows: cells.length - taken.length },
  };
}
