"use client";

import { ArrowLeft, ArrowRight, ChevronDown, Trash2 } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { DecisionTable } from "@/lib/tasks/decide-by-table/table";
import { upperFirst } from "@/lib/words";
import { QuietButton } from "../../form/field-frame";
import { type FieldPath, useProblemsAt } from "../../form/form-scope";
import { moveColumn, removeColumn, type Side } from "./edit-table";

interface ColumnHeadProps {
  side: Side;
  column: number;
  name: string;
  table: DecisionTable;
  path: FieldPath;
  onChange: (table: DecisionTable) => boolean;
  children: ReactNode;
}

/** The head of a column: its name, and a window with its settings. */
export function ColumnHead({ side, column, name, table, path, onChange, children }: ColumnHeadProps) {
  const hasProblem = useProblemsAt(path, true).length > 0;
  return (
    <th
      scope="col"
      data-path={JSON.stringify(path)}
      className={cn("min-w-28 p-0 font-semibold", side === "set" && column === 0 && "border-line border-l-2")}
    >
      <Popover.Root>
        <Popover.Trigger asChild>
          <button
            type="button"
            aria-label={`Column ${name}${hasProblem ? ", with a problem" : ""}`}
            className={cn(
              "flex min-h-9 w-full items-center justify-between gap-1 px-2 py-1 text-left",
              "hover:text-accent max-sm:min-h-11",
              hasProblem && "text-attention",
            )}
          >
            <span className="wrap-anywhere">{upperFirst(name)}</span>
            <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
          </button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            aria-label={`Column ${name}`}
            align="start"
            sideOffset={4}
            collisionPadding={8}
            className={cn(
              "z-50 grid w-72 max-w-[calc(100vw-16px)] grid-cols-1 gap-3 p-3",
              "rounded-surface border border-line bg-surface text-body text-ink shadow-float",
            )}
          >
            {children}
            <ColumnButtons side={side} column={column} table={table} onChange={onChange} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </th>
  );
}

function ColumnButtons({
  side,
  column,
  table,
  onChange,
}: Pick<ColumnHeadProps, "side" | "column" | "table" | "onChange">) {
  const count = side === "when" ? table.inputs.length : table.outputs.length;
  return (
    <div className="flex flex-wrap gap-2 border-line border-t pt-2">
      <QuietButton
        label="Move the column to the left"
        text="Left"
        icon={<ArrowLeft aria-hidden />}
        isOff={column === 0}
        onClick={() => onChange(moveColumn(table, side, column, -1))}
      />
      <QuietButton
        label="Move the column to the right"
        text="Right"
        icon={<ArrowRight aria-hidden />}
        isOff={column === count - 1}
        onClick={() => onChange(moveColumn(table, side, column, 1))}
      />
      <QuietButton
        label="Remove the column"
        text="Remove"
        icon={<Trash2 aria-hidden />}
        isOff={count === 1}
        onClick={() => onChange(removeColumn(table, side, column))}
      />
    </div>
  );
}
