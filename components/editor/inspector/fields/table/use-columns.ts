import { useMemo, useRef } from "react";
import type { DecisionTable } from "@/lib/tasks/decide-by-table/table";
import { useDefinition } from "../../form/editor-access";
import { findKeyUse } from "../../schema/known-keys";
import { inputColumn, outputColumn, type TableColumn } from "./cell-text";
import type { Side } from "./edit-table";

type Columns = Record<Side, readonly TableColumn[]>;

/** The columns of a table. They stay the same objects while a person types, so that only the typed row is drawn. */
export function useColumns({ inputs, outputs }: DecisionTable): Columns {
  const known = findKeyUse(useDefinition());
  const columns: Columns = useMemo(
    () => ({
      when: inputs.map((input) => inputColumn(input, known)),
      set: outputs.map((output) => outputColumn(output, known)),
    }),
    [inputs, outputs, known],
  );
  const drawn = useRef({ key: "", columns });
  const key = keyOf(columns);
  if (drawn.current.key !== key) drawn.current = { key, columns };
  return drawn.current.columns;
}

const keyOf = ({ when, set }: Columns): string =>
  JSON.stringify([...when, ...set].map((column) => [column, column.type.values.map(column.label)]));
