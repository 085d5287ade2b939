"use client";

import { Plus } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { DecisionTable } from "@/lib/tasks/decide-by-table/table";
import { QuietButton } from "../../form/field-frame";
import { type FieldPath, type Outcome, useFieldId, useFormScope, useOpenRow } from "../../form/form-scope";
import { setCell } from "./edit-table";
import { LastRow } from "./last-row";
import { moveInGrid } from "./move-in-grid";
import { TableHead } from "./table-head";
import { TablePager } from "./table-pager";
import { TableRow } from "./table-row";
import { useColumns } from "./use-columns";
import { useStableActions } from "./use-stable-actions";
import { type CellPlace, cellPath, useTableEdits } from "./use-table-edits";

interface TableGridProps {
  path: FieldPath;
  table: DecisionTable;
  onChange: (table: DecisionTable) => Outcome;
}

/** Rows that are drawn at a time. */
const rowsOnPage = 50;

/** The cells of a table. Arrow keys move between rows, with Ctrl also between columns; Alt and an arrow move a row. */
export function TableGrid({ path, table, onChange }: TableGridProps) {
  const id = useFieldId(path);
  const { set } = useFormScope();
  const columns = useColumns(table);
  const edits = useTableEdits({ path, table, columns, onChange });
  const { page, setPage, focusCell } = usePage(path, table, id);
  const first = page * rowsOnPage;

  const setOne = (place: CellPlace, value: unknown): Outcome => {
    const cells = place.row === "otherwise" ? table.otherwise : table.rows[place.row]?.[place.side];
    const all = place.side === "when" ? table.inputs : table.outputs;
    // A row that is too short is completed with the cell.
    if (cells?.length !== all.length) return onChange(setCell(table, place.row, place.side, place.column, value));
    return set(cellPath(path, place), value);
  };
  const addBelow = (row: number, isCopy = false): void => {
    if (edits.insert(row, isCopy)) focusCell({ row, side: "when", column: 0 });
  };

  const actions = useStableActions({
    onSet: setOne,
    onPaste: edits.paste,
    onAdd: addBelow,
    onMove: edits.move,
    onRemove: edits.remove,
  });

  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the inputs inside */}
      <div
        className="overflow-x-auto rounded-control border border-line"
        onKeyDown={(event) => moveInGrid(event, { table, focusCell, move: edits.move, add: addBelow })}
      >
        <table className="w-full border-collapse text-left text-body">
          <caption className="sr-only">Rows of the decision table</caption>
          <TableHead path={path} table={table} columns={columns} edits={edits} />
          <tbody key={`${edits.version}`} className="divide-y divide-line">
            {table.rows.slice(first, first + rowsOnPage).map((row, index) => (
              <TableRow
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no id
                key={first + index}
                path={path}
                row={row}
                index={first + index}
                count={table.rows.length}
                columns={columns}
                {...actions}
              />
            ))}
          </tbody>
          <LastRow path={path} table={table} columns={columns.set} onSet={setOne} onChange={onChange} />
        </table>
      </div>
      <TableFoot count={table.rows.length} page={page} notice={edits.notice} onAdd={addBelow} onPage={setPage} />
    </div>
  );
}

interface TableFootProps {
  count: number;
  page: number;
  /** Why the last change was refused; "" otherwise. */
  notice: string;
  onAdd(row: number): void;
  onPage(page: number): void;
}

function TableFoot({ count, page, notice, onAdd, onPage }: TableFootProps) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <QuietButton label="Add a row" text="Row" icon={<Plus aria-hidden />} onClick={() => onAdd(count)} />
        <TablePager page={page} count={count} rowsOnPage={rowsOnPage} onPage={onPage} />
      </div>
      <p aria-live="polite" className="text-attention text-meta empty:hidden">
        {notice}
      </p>
      <p className="text-ink-faint text-meta">
        Write settings.name for a setting. Rows of a spreadsheet can be pasted into a cell.
      </p>
    </>
  );
}

/** The page that is shown. A problem link opens the page of its row; a cell on another page is focused there. */
function usePage(path: FieldPath, table: DecisionTable, id: string) {
  const rowsPath = useMemo(() => [...path, "rows"], [path]);
  const [opened, setOpened] = useOpenRow(rowsPath);
  const [chosen, setPage] = useState(0);
  const next = useRef<CellPlace | null>(null);
  const last = Math.max(0, Math.ceil(table.rows.length / rowsOnPage) - 1);
  const wanted = opened === null ? chosen : Math.floor(opened / rowsOnPage);
  useEffect(() => {
    if (next.current === null) return;
    document.getElementById([id, ...cellPath([], next.current)].join("-"))?.focus();
    next.current = null;
  });
  const show = (page: number): void => {
    setOpened(null);
    setPage(page);
  };
  return {
    page: Math.min(wanted, last),
    setPage: show,
    focusCell(place: CellPlace): void {
      next.current = place;
      const element = document.getElementById([id, ...cellPath([], place)].join("-"));
      if (element) element.focus();
      if (typeof place.row === "number") show(Math.floor(place.row / rowsOnPage));
    },
  };
}
