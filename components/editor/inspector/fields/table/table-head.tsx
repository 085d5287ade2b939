"use client";

import { Plus } from "lucide-react";
import { type DecisionTable, maxTableColumns, outputTypes, tableOperators } from "@/lib/tasks/decide-by-table/table";
import { operatorsFor } from "../../condition/condition-operators";
import { useDefinition } from "../../form/editor-access";
import { QuietButton } from "../../form/field-frame";
import type { FieldPath } from "../../form/form-scope";
import { findKeyUse } from "../../schema/known-keys";
import type { TableColumn } from "./cell-text";
import { ColumnHead } from "./column-head";
import { InputSettings, OutputSettings } from "./column-settings";
import { addInput, addOutput, type Side } from "./edit-table";
import type { useTableEdits } from "./use-table-edits";

interface TableHeadProps {
  path: FieldPath;
  table: DecisionTable;
  columns: Record<Side, readonly TableColumn[]>;
  edits: ReturnType<typeof useTableEdits>;
}

/** The names of the columns. Each opens its settings. */
export function TableHead({ path, table, columns, edits }: TableHeadProps) {
  const { inputs, outputs } = table;
  const add = useNewColumns(table);
  return (
    <thead className="bg-sunken">
      <tr>
        <td className="sticky left-0 z-10 w-10 bg-sunken" />
        {inputs.map((input, at) => (
          <ColumnHead
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no id
            key={at}
            side="when"
            column={at}
            name={columns.when[at]?.name ?? input.field}
            table={table}
            path={[...path, "inputs", at]}
            onChange={edits.restructure}
          >
            <InputSettings path={path} column={at} input={input} />
          </ColumnHead>
        ))}
        {outputs.map((output, at) => (
          <ColumnHead
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no id
            key={at}
            side="set"
            column={at}
            name={columns.set[at]?.name ?? output.key}
            table={table}
            path={[...path, "outputs", at]}
            onChange={edits.restructure}
          >
            <OutputSettings path={path} column={at} output={output} />
          </ColumnHead>
        ))}
        <td className="whitespace-nowrap px-1">
          <QuietButton
            label="Add a condition"
            text="Condition"
            icon={<Plus aria-hidden />}
            isOff={inputs.length >= maxTableColumns}
            onClick={() => edits.restructure(add.input())}
          />
          <QuietButton
            label="Add a result"
            text="Result"
            icon={<Plus aria-hidden />}
            isOff={outputs.length >= maxTableColumns}
            onClick={() => edits.restructure(add.output())}
          />
        </td>
      </tr>
    </thead>
  );
}

/** Tables with a new column: a key that no column has yet, and a result with a free name. */
function useNewColumns(table: DecisionTable) {
  const { keys } = findKeyUse(useDefinition());
  return {
    input(): DecisionTable {
      const used = new Set(table.inputs.map(({ field }) => field));
      const key = [...keys.values()].find(({ path }) => !used.has(path)) ?? keys.get("reference");
      const operators = key ? operatorsFor(key.type) : tableOperators;
      const op = tableOperators.find((one) => one === operators[0]) ?? "eq";
      return addInput(table, { field: key?.path ?? "reference", op });
    },
    output(): DecisionTable {
      const taken = new Set([...keys.keys(), ...table.outputs.map(({ key }) => key)]);
      let key = "result";
      for (let next = 2; taken.has(key); next++) key = `result_${next}`;
      return addOutput(table, { key, type: outputTypes[0] });
    },
  };
}
