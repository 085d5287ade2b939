"use client";

import { memo, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { TableRow as Row } from "@/lib/tasks/decide-by-table/table";
import { LazyMenu } from "../../../lazy/lazy-menu";
import { type FieldPath, type Outcome, useProblemsAt } from "../../form/form-scope";
import type { TableColumn } from "./cell-text";
import type { Side } from "./edit-table";
import { TableCell } from "./table-cell";
import type { CellPlace } from "./use-table-edits";

interface TableRowProps {
  path: FieldPath;
  row: Row;
  index: number;
  count: number;
  columns: Record<Side, readonly TableColumn[]>;
  onSet: (place: CellPlace, value: unknown) => Outcome;
  onPaste: (row: number, side: Side, column: number, text: string) => void;
  onAdd: (index: number, isCopy?: boolean) => void;
  onMove: (row: number, by: -1 | 1) => boolean;
  onRemove: (row: number) => boolean;
}

const sides: readonly Side[] = ["when", "set"];

/** One row of the table: its number with a menu, and its cells. */
export const TableRow = memo(function TableRow({
  path,
  row,
  index,
  columns,
  onSet,
  onPaste,
  ...changes
}: TableRowProps) {
  return (
    <tr data-path={JSON.stringify([...path, "rows", index])}>
      <RowNumber path={path} index={index} {...changes} />
      {sides.flatMap((side) =>
        columns[side].map((column, at) => (
          <TableCell
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no id
            key={`${side}-${at}`}
            path={path}
            place={{ row: index, side, column: at }}
            column={column}
            value={row[side][at] ?? null}
            isFirstResult={side === "set" && at === 0}
            onSet={onSet}
            onPaste={(text) => onPaste(index, side, at, text)}
          />
        )),
      )}
    </tr>
  );
});

type RowNumberProps = Pick<TableRowProps, "path" | "index" | "count" | "onAdd" | "onMove" | "onRemove">;

function RowNumber({ path, index, count, onAdd, onMove, onRemove }: RowNumberProps) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const hasProblem = useProblemsAt([...path, "rows", index], true).length > 0;
  const actions = [
    { name: "Insert a row above", run: () => onAdd(index) },
    { name: "Insert a row below", run: () => onAdd(index + 1) },
    { name: "Duplicate", run: () => onAdd(index + 1, true) },
    ...(index > 0 ? [{ name: "Move up", keys: "Alt+↑", run: () => void onMove(index, -1) }] : []),
    ...(index < count - 1 ? [{ name: "Move down", keys: "Alt+↓", run: () => void onMove(index, 1) }] : []),
    { name: "Remove", isDanger: true, run: () => void onRemove(index) },
  ];
  return (
    <th scope="row" className="sticky left-0 z-10 w-10 bg-surface p-0 font-normal">
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-label={`Row ${index + 1}${hasProblem ? ", with a problem" : ""}`}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          setAt({ x: left, y: bottom });
        }}
        className={cn(
          "flex h-9 w-full min-w-10 items-center justify-center text-meta tabular-nums hover:bg-sunken max-sm:h-11",
          hasProblem ? "font-semibold text-attention" : "text-ink-faint",
        )}
      >
        {index + 1}
      </button>
      <LazyMenu
        menu={
          at && {
            name: `Row ${index + 1}`,
            at,
            actions,
            returnFocus: () => button.current?.focus(),
            onClose: () => setAt(null),
          }
        }
      />
    </th>
  );
}
