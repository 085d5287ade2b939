import { NextAction, type TaskResult } from "@/lib/engine";
import { defineKind } from "../define-kind";
import { decideByTableKind } from "./config";
import { decide } from "./decide";
import { resultOf } from "./table";

/** Sets values by the first row of a table that fits. */
export const decideByTable = defineKind(decideByTableKind, {
  async run({ table, rowInto, statusMessage }, context): Promise<TaskResult> {
    const { row, results } = decide(table, (path) => context.read(path));
    for (const [index, { key }] of table.outputs.entries()) {
      const value = resultOf(results[index]);
      if (value !== null) context.set(key, value);
      else if (context.get(key) !== undefined) context.remove(key);
    }
    if (rowInto) context.set(rowInto, row === null ? 0 : row + 1);
    const found = row === null ? "no row fits" : `row ${row + 1} fits`;
    return { nextAction: NextAction.ContinueAndExecute, statusMessage: `${statusMessage}: ${found}` };
  },
});
