"use client";

import { Select } from "@/components/ui/forms/input";
import type { DecisionTable } from "@/lib/tasks/decide-by-table/table";
import type { FieldPath, Outcome } from "../../form/form-scope";
import type { TableColumn } from "./cell-text";
import { TableCell } from "./table-cell";
import type { CellPlace } from "./use-table-edits";

interface LastRowProps {
  path: FieldPath;
  table: DecisionTable;
  columns: readonly TableColumn[];
  onSet: (place: CellPlace, value: unknown) => Outcome;
  onChange: (table: DecisionTable) => Outcome;
}

/** What happens when no row fits: results of its own, or no values. */
export function LastRow({ path, table, columns, onSet, onChange }: LastRowProps) {
  const { otherwise, outputs, ...rest } = table;
  const choose = (choice: string): void => {
    const own = choice === "values" ? { otherwise: outputs.map(() => null) } : {};
    onChange({ ...rest, outputs, ...own });
  };
  return (
    <tfoot className="border-line border-t-2">
      <tr data-path={JSON.stringify([...path, "otherwise"])}>
        <td colSpan={table.inputs.length + 1} className="p-1 align-top">
          <Select
            aria-label="When no row fits"
            className="sticky left-1 max-w-60 max-sm:h-11"
            value={otherwise ? "values" : "none"}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="values">Otherwise these values</option>
            <option value="none">Otherwise no values</option>
          </Select>
        </td>
        {outputs.map(({ key }, at) =>
          otherwise ? (
            <TableCell
              key={key}
              path={path}
              place={{ row: "otherwise", side: "set", column: at }}
              column={columns[at] as TableColumn}
              value={otherwise[at] ?? null}
              isFirstResult={at === 0}
              onSet={onSet}
            />
          ) : (
            <td key={key} className="px-2 py-2 align-top text-ink-faint">
              no value
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}
